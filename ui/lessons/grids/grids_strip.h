// The line of words and the strips under the pictures of "Images are grids".
#pragma once

#include "ui/lessons/grids/grids_layout.h"

namespace ui {

void paintStrips(QPainter& painter, const Style& style, const GridsPicture& picture, const GridsLayout& layout);
// The place of cell `i` of `count` in a strip.
QRectF stripCell(const QRectF& strip, int i, int count);

} // namespace ui
