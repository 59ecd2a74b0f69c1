// The maps of the fit, from input to error, and the learned kernel beside the true one.
#pragma once

#include "ui/lessons/fit/fit_brush.h"

namespace ui {

void paintFitMaps(const FitBrush& brush);
void paintFitKernels(const FitBrush& brush);

} // namespace ui
