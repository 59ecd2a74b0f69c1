// The places of a figure that can be pointed at, when they are a list: each a grid of cells, or one cell.
#pragma once

#include "ui/figure/figure.h"

#include <span>

namespace ui {

struct Spot {
    CellRef first; // of a grid: y and x are 0
    QRectF where;
    int rows = 1, columns = 1;
};

// The first of the spots that the point lies in.
std::optional<CellRef> cellAt(std::span<const Spot> spots, QPointF point);
// Empty when the cell is in none of them.
QRectF cellRect(std::span<const Spot> spots, const CellRef& cell);

} // namespace ui
