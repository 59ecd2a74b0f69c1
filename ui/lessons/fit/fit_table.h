// The table of epochs, losses and weights.
#pragma once

#include "ui/lessons/fit/fit_brush.h"

namespace ui {

void paintFitTable(const FitBrush& brush);
// The rows of the table up to now, in words.
QString describeTable(const FitPicture& picture, const std::vector<int>& moments);

} // namespace ui
