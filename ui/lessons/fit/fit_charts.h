// The loss over the updates, and the way of the weights.
#pragma once

#include "ui/lessons/fit/fit_brush.h"

namespace ui {

void paintLossChart(const FitBrush& brush);
void paintLossBowl(const FitBrush& brush);    // contours and path, two weights
void paintWeightLines(const FitBrush& brush); // any number of weights over the updates

} // namespace ui
