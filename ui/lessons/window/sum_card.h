// The card under the grids: the current step's arithmetic, term by term.
#pragma once

#include "ui/lessons/window/window_picture.h"

namespace ui {

// Paints into `card`; `unit` as in WindowLayout. Nothing but ground when there is no step.
void paintSumCard(QPainter& painter, const Style& style, const WindowPicture& picture, QRectF card, double unit);

} // namespace ui
