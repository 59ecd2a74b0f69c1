#include "ui/lessons/training/maps/spots.h"

#include "ui/figure/value_grid.h"

#include <algorithm>

namespace ui {

std::optional<CellRef> cellAt(std::span<const Spot> spots, QPointF point) {
    for (const Spot& spot : spots) {
        if (!spot.where.contains(point)) continue;
        CellRef cell = spot.first;
        const double x = (point.x() - spot.where.left()) / spot.where.width() * spot.columns;
        const double y = (point.y() - spot.where.top()) / spot.where.height() * spot.rows;
        if (spot.columns > 1) cell.x = std::min(spot.columns - 1, static_cast<int>(x));
        if (spot.rows > 1) cell.y = std::min(spot.rows - 1, static_cast<int>(y));
        return cell;
    }
    return std::nullopt;
}

QRectF cellRect(std::span<const Spot> spots, const CellRef& cell) {
    for (const Spot& spot : spots) {
        if (spot.first.part != cell.part || spot.first.map != cell.map) continue;
        if (spot.rows > 1 || spot.columns > 1) return gridCell(spot.where, spot.rows, spot.columns, cell.y, cell.x);
        if (spot.first == cell) return spot.where;
    }
    return {};
}

} // namespace ui
