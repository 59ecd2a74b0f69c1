#include "ui/view/figure_cursor.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double stride = 3; // pixels: no cell that can be pointed at is smaller

} // namespace

std::optional<CellRef> firstCell(const Figure& figure) {
    const QSizeF size = figure.size();
    for (double y = stride; y < size.height(); y += 2 * stride)
        for (double x = stride; x < size.width(); x += 2 * stride)
            if (auto cell = figure.cellAt({x, y})) return cell;
    return std::nullopt;
}

// Straight ahead first, then further and further to both sides, like looking along a street that widens.
CellRef nextCell(const Figure& figure, const CellRef& from, int dx, int dy) {
    const QRectF rect = figure.cellRect(from);
    const QSizeF size = figure.size();
    const QPointF ahead(dx, dy), across(dy, dx);
    const double begin = std::abs(dx) * rect.width() / 2 + std::abs(dy) * rect.height() / 2;
    const double longest = std::max(size.width(), size.height());
    for (double far = begin + 1; far < longest; far += stride)
        for (double aside = 0; aside <= (far - begin) + std::min(rect.width(), rect.height()) / 2; aside += stride)
            for (const double side : {-aside, aside}) {
                const QPointF point = rect.center() + far * ahead + side * across;
                if (!QRectF(QPointF(0, 0), size).contains(point)) continue;
                const auto cell = figure.cellAt(point);
                if (cell && *cell != from) return *cell;
            }
    return from;
}

} // namespace ui
