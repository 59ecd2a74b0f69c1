// NetworkFigure: what feeds what, and the way of the arrow keys.
#include "ui/figure/network_brush.h"

#include <QPainterPath>

namespace ui {
namespace {

constexpr std::size_t perRow = 4; // of the sixteen maps

QPointF leftOf(const QRectF& r) {
    return {r.left(), r.center().y()};
}
QPointF rightOf(const QRectF& r) {
    return {r.right(), r.center().y()};
}

// From one thing to another at its right, leaving and arriving level.
QPainterPath curve(QPointF from, QPointF to) {
    QPainterPath path(from);
    const double middle = (from.x() + to.x()) / 2;
    path.cubicTo({middle, from.y()}, {middle, to.y()}, to);
    return path;
}

QRectF bounds(const std::vector<QRectF>& maps) {
    QRectF all;
    for (const QRectF& map : maps) all |= map;
    return all;
}

void frame(QPainter& painter, const QRectF& what, const QColor& color, double width) {
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::SquareCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const double out = width / 2 + 1;
    painter.drawRoundedRect(what.adjusted(-out, -out, out, out), 3, 3);
}

QPainterPath straight(const QRectF& from, const QRectF& to) {
    QPainterPath path(rightOf(from));
    path.lineTo(leftOf(to));
    return path;
}

// From the six pooled maps to one of the sixteen: to the first of a row at once, to the others through the gap above
// the row, so that no line crosses a map it does not belong to.
QPainterPath intoSixteen(const NetworkLayout& l, std::size_t i, double lane) {
    const std::vector<QRectF>& maps = l.maps[Maps2Part];
    const bool first = i % perRow == 0;
    const QPointF door = first ? leftOf(maps[i]) : QPointF(maps[0].left() - 6, lane);
    QPainterPath path;
    for (const QRectF& from : l.maps[Pooled1Part]) path.addPath(curve(rightOf(from), door));
    if (first) return path;
    path.moveTo(door);
    path.lineTo(maps[i].center().x(), lane);
    path.lineTo(maps[i].center().x(), maps[i].top());
    return path;
}

// From one of the sixteen over the others in its row to its pooled map.
QPainterPath outOfSixteen(const QRectF& map, const QRectF& pooled, double lane) {
    QPainterPath path({map.center().x(), map.top()});
    path.lineTo(map.center().x(), lane);
    path.lineTo(pooled.center().x(), lane);
    path.lineTo(pooled.center().x(), pooled.top());
    return path;
}

// Lines to map i of a part from everything its values are computed of; none for neurons and classes.
QPainterPath feeds(const NetworkLayout& l, const QString& part, std::size_t i) {
    const std::vector<QRectF>& sixteen = l.maps[Maps2Part];
    const double lane = sixteen[i % sixteen.size()].top() - (sixteen[perRow].top() - sixteen[0].bottom()) / 2;
    QPainterPath path;
    if (part == "kernel" || part == "maps1")
        path.addPath(curve(rightOf(l.input) + QPointF(2, 0), leftOf(l.maps[KernelPart][i])));
    if (part == "maps1") path.addPath(straight(l.maps[KernelPart][i], l.maps[Maps1Part][i]));
    if (part == "pooled1") path = straight(l.maps[Maps1Part][i], l.maps[Pooled1Part][i]);
    if (part == "maps2") path = intoSixteen(l, i, lane);
    if (part == "pooled2") path = outOfSixteen(sixteen[i], l.maps[Pooled2Part][i], lane);
    return path;
}

} // namespace

CellRef NetworkFigure::neighbour(const CellRef& cell, int dx, int dy) const {
    CellRef next = cell;
    next.x += dx;
    next.y += dy;
    const QSize input = cellsOf(InputPart);
    const bool inside = next.x >= 0 && next.y >= 0 && next.x < input.width() && next.y < input.height();
    if (cell.part == "input" && (inside || dx <= 0)) return inside ? next : cell;
    const QPointF from = cell.part == "input" ? cellRect(cell).center() : mapRect(cell).center();
    double best = 1e9;
    for (std::size_t p = 0; p < m_layout.maps.size(); ++p)
        for (std::size_t m = 0; m < m_layout.maps[p].size(); ++m) {
            const QPointF way = m_layout.maps[p][m].center() - from;
            const double along = way.x() * dx + way.y() * dy, across = std::abs(way.x() * dy) + std::abs(way.y() * dx);
            // Up and down stay in the column.
            if (along < 1 || (dy != 0 && networkParts()[p].part != cell.part) || along + 3 * across >= best) continue;
            best = along + 3 * across;
            next = strongestCell(*m_picture, networkParts()[p].part, static_cast<int>(m));
        }
    return best < 1e9 ? next : cell;
}

void NetworkFigure::paintJoints(Brushwork& to) const {
    to.painter.setPen(QPen(to.colors().line, 1.5));
    for (std::size_t i = 0; i < 6; ++i)
        for (const PartIndex from : {KernelPart, Maps1Part})
            to.painter.drawLine(rightOf(m_layout.maps[from][i]) + QPointF(3, 0),
                                leftOf(m_layout.maps[from + 1][i]) - QPointF(3, 0));
}

void NetworkFigure::paintFeeds(Brushwork& to) const {
    if (!m_hover) return;
    const auto i = static_cast<std::size_t>(m_hover->map);
    const QString part = m_hover->part;
    const QColor now = to.colors().now;
    to.painter.setPen(QPen(now, 1.5));
    to.painter.setBrush(Qt::NoBrush);
    to.painter.drawPath(feeds(m_layout, part, i));
    // A neuron reads everything before it: one frame around all of that.
    if (part == "dense1") frame(to.painter, bounds(m_layout.maps[Pooled2Part]), now, 1.5);
    if (part == "dense2") frame(to.painter, m_layout.dense1, now, 1.5);
    if (part == "class") frame(to.painter, m_layout.dense2, now, 1.5);
    if (part != "class" && part != "input") frame(to.painter, mapRect(*m_hover), now, part.startsWith("dense") ? 2 : 3);
    if (part == "input" || part == "kernel") frame(to.painter, cellRect(*m_hover), now, 2);
}

} // namespace ui
