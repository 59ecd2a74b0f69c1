// Under the grids of a transposed convolution: what the current stamp adds, cell by cell, in the shape of the kernel.
#pragma once

#include "ui/lessons/stamp/stamp_picture.h"

#include <QPainter>

namespace ui {

void paintStampCard(QPainter& painter, const Style& style, const StampPicture& picture, QRectF card, double unit);

} // namespace ui
