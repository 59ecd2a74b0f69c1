// A cursor for any figure: from cell to cell with the arrow keys, by what the figure says of places alone.
#pragma once

#include "ui/figure/figure.h"

namespace ui {

// The first cell in reading order; nothing when the figure has none.
std::optional<CellRef> firstCell(const Figure& figure);
// The nearest other cell in that direction, a column of dx or a row of dy; the same cell at an end.
CellRef nextCell(const Figure& figure, const CellRef& from, int dx, int dy);

} // namespace ui
