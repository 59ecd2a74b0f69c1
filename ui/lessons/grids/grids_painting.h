// Draws the pictures, the numbers and the strips of "Images are grids", and what joins them.
#pragma once

#include "ui/lessons/grids/grids_picture.h"

namespace ui {

void paintGrids(QPainter& painter, const Style& style, const GridsPicture& picture, const GridsLayout& layout);
// The place of cell `i` of `count` in a strip.
QRectF stripCell(const QRectF& strip, int i, int count);

} // namespace ui
