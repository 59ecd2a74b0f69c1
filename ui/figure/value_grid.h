// A grid of coloured values, with their numbers where the cells are large enough to read them.
#pragma once

#include "ui/figure/map_painter.h"

#include <span>

namespace ui {

// The values of a map as paintMap shows them, a hairline around them, and numbers where paintGridNumbers() has room.
void paintValueGrid(QPainter& painter, const Palette& colors, const QRectF& where, std::span<const float> values,
                    int rows, int columns, Ramp ramp, double largest);
// Their numbers over the colours, in cells of 26 pixels and more; in small ones without the 0 before the point.
void paintGridNumbers(QPainter& painter, const QRectF& where, std::span<const float> values, int rows, int columns,
                      Ramp ramp, double largest);
// A cell of such a grid.
QRectF gridCell(const QRectF& grid, int rows, int columns, int y, int x);
// `now` around cells; its inner edge leaves them free.
void paintNowFrame(QPainter& painter, const Palette& colors, const QRectF& cells, double width);
// The ramp with both ends and what they belong to: "0 [====] 1.52 largest in the layer". Returns the right end.
double paintScale(QPainter& painter, const Palette& colors, const QRectF& line, Ramp ramp, double largest,
                  const QString& before, const QString& scope, double pixels);

} // namespace ui
