// The card under the grids while uses are counted: how often a corner, the middle and the pixel pointed at are read.
#pragma once

#include "ui/lessons/window/window_picture.h"

namespace ui {

// Paints into `card`; `unit` as in WindowLayout.
void paintUsesCard(QPainter& painter, const Style& style, const WindowPicture& picture, QRectF card, double unit);

} // namespace ui
