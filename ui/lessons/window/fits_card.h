// Which padding fits? A table under the grids: a column a padding, the current one outlined.
#pragma once

#include "ui/lessons/window/window_picture.h"

#include <QPainter>

namespace ui {

// Where column `index` of paddingColumns() stands in a card.
QRectF paddingColumnRect(const QRectF& card, int index, double unit);
void paintFitsCard(QPainter& painter, const Style& style, const WindowPicture& picture, QRectF card, double unit);

} // namespace ui
