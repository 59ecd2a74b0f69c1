// The table of epochs, losses and weights.
#pragma once

#include "ui/lessons/fit/fit_brush.h"

namespace ui {

// How much of the course fits into this room.
void placeTable(const FitPicture& picture, const QRectF& room, FitLayout& layout);
void paintFitTable(const FitBrush& brush);
// The rows of the table up to now, in words.
QString describeTable(const FitPicture& picture, const std::vector<int>& moments);

} // namespace ui
