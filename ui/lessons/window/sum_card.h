// The card under the grids: the current step's arithmetic, term by term.
#pragma once

#include "ui/figure/text_runs.h"
#include "ui/lessons/window/window_picture.h"

namespace ui {

// Paints into `card`; `unit` as in WindowLayout. Nothing but ground when there is no step.
void paintSumCard(QPainter& painter, const Style& style, const WindowPicture& picture, QRectF card, double unit);

// The product that the step added last, "4 × 2", and where it stands in that card; empty where a product has no place
// of its own.
TextLine lastProduct(const Palette& colors, const WindowPicture& picture);
QRectF lastProductPlace(const WindowPicture& picture, QRectF card, double unit);

} // namespace ui
