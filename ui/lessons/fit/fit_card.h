// The card that writes out the current update with its numbers.
#pragma once

#include "ui/lessons/fit/fit_brush.h"

namespace ui {

void paintUpdateCard(const FitBrush& brush);

} // namespace ui
