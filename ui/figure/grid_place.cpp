#include "ui/figure/grid_place.h"

#include <algorithm>

namespace ui {

QRectF GridPlace::cell(int y, int x) const {
    const double inset = gap() / 2;
    return QRectF(corner.x() + (x - firstColumn) * side, corner.y() + (y - firstRow) * side, side, side)
        .adjusted(inset, inset, -inset, -inset);
}

QRectF GridPlace::cells(int y, int x, int h, int w) const {
    return cell(y, x).united(cell(y + h - 1, x + w - 1));
}

std::optional<CellRef> GridPlace::at(QPointF point) const {
    if (side <= 0 || !rect().contains(point)) return std::nullopt;
    const int y = static_cast<int>((point.y() - corner.y()) / side),
              x = static_cast<int>((point.x() - corner.x()) / side);
    return CellRef{part, 0, std::min(y, rows - 1) + firstRow, std::min(x, columns - 1) + firstColumn};
}

} // namespace ui
