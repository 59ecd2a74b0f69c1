// Below the grids: how the size goes on over ten layers like this one, with and without padding.
#pragma once

#include "ui/lessons/window/window_picture.h"

namespace ui {

void paintStackCard(QPainter& painter, const Style& style, const WindowPicture& picture, QRectF card, double unit);

} // namespace ui
