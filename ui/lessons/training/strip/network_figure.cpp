#include "ui/lessons/training/strip/network_figure.h"

#include "ui/lessons/training/strip/network_brush.h"

#include <QPainterPath>

namespace ui {
namespace {

// The dense values in the picture's rows of four and three, the last row filled up with nothing.
QImage denseImage(std::span<const float> values, int perRow, Ramp ramp) {
    const int rows = static_cast<int>(values.size()) / perRow;
    return mapImage(values, rows, perRow, ramp, rampEnd(values, ramp));
}

} // namespace

NetworkFigure::NetworkFigure(QSizeF size, const Style& style, std::shared_ptr<const NetworkPicture> picture,
                             std::optional<CellRef> hover)
    : StripFigure(size, std::move(picture), std::move(hover)),
      m_layout(NetworkLayout::fit(size, style.scale, std::min(widestClassName(m_picture->classNames), 120.0),
                                  static_cast<int>(m_picture->classNames.size()))) {
    for (std::size_t part = 0; part < m_layout.maps.size(); ++part)
        for (std::size_t m = 0; m < m_layout.maps[part].size(); ++m)
            m_places.push_back({part, static_cast<int>(m), m_layout.maps[part][m]});
}

void NetworkFigure::paint(QPainter& painter, const Style& style) const {
    StripBrush to{painter, style, m_layout.font};
    painter.fillRect(QRectF(QPointF(0, 0), m_size), style.colors().surface);
    paintHeads(to);
    paintCaption(to);
    paintJoints(to);
    paintMaps(to);
    paintDense(to);
    paintClasses(to);
    paintFeeds(to);
    paintCard(to);
    paintFoot(to);
}

void NetworkFigure::paintHeads(StripBrush& to) const {
    for (std::size_t p = 0; p < m_layout.heads.size(); ++p) {
        if (p == Dense2Part) continue;
        QString size = partSize(*m_picture, m_picture->parts[p].part);
        if (p == Dense1Part) size += ", " + partSize(*m_picture, "dense2");
        paintHead(to, p, m_layout.heads[p], size);
    }
}

void NetworkFigure::paintDense(StripBrush& to) const {
    const auto paintOne = [&](const char* part, const QRectF& where, int perRow) {
        const Ramp ramp = partRamp(*m_picture, part);
        paintMap(to.painter, where,
                 denseImage(m_picture->trace.values[m_picture->part(part).value].values(), perRow, ramp));
        to.painter.setPen(QPen(to.colors().surface, 1));
        const double cell = where.width() / perRow;
        for (double x = where.left(); x < where.right() + 1; x += cell)
            to.painter.drawLine(QPointF(x - 0.5, where.top()), QPointF(x - 0.5, where.bottom()));
        for (double y = where.top(); y < where.bottom() + 1; y += cell)
            to.painter.drawLine(QPointF(where.left(), y - 0.5), QPointF(where.right(), y - 0.5));
    };
    paintOne("dense1", m_layout.dense1, 4);
    paintOne("dense2", m_layout.dense2, 3);
}

// ---- what feeds what ------------------------------------------------------------------------------------------------
namespace {

constexpr std::size_t perRow = 4; // of the sixteen maps

QRectF bounds(const std::vector<QRectF>& maps) {
    QRectF all;
    for (const QRectF& map : maps) all |= map;
    return all;
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
    for (const QRectF& from : l.maps[Pooled1Part]) path.addPath(stripCurve(rightOf(from), door));
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
        path.addPath(stripCurve(rightOf(l.input) + QPointF(2, 0), leftOf(l.maps[KernelPart][i])));
    if (part == "maps1") path.addPath(straight(l.maps[KernelPart][i], l.maps[Maps1Part][i]));
    if (part == "pooled1") path = straight(l.maps[Maps1Part][i], l.maps[Pooled1Part][i]);
    if (part == "maps2") path = intoSixteen(l, i, lane);
    if (part == "pooled2") path = outOfSixteen(sixteen[i], l.maps[Pooled2Part][i], lane);
    return path;
}

} // namespace

void NetworkFigure::paintJoints(StripBrush& to) const {
    to.painter.setPen(QPen(to.colors().line, 1.5));
    for (std::size_t i = 0; i < 6; ++i)
        for (const LeNetPart from : {KernelPart, Maps1Part})
            to.painter.drawLine(rightOf(m_layout.maps[from][i]) + QPointF(3, 0),
                                leftOf(m_layout.maps[from + 1][i]) - QPointF(3, 0));
}

void NetworkFigure::paintFeeds(StripBrush& to) const {
    if (!m_hover) return;
    const auto i = static_cast<std::size_t>(m_hover->map);
    const QString part = m_hover->part;
    const QColor now = to.colors().now;
    to.painter.setPen(QPen(now, 1.5));
    to.painter.setBrush(Qt::NoBrush);
    to.painter.drawPath(feeds(m_layout, part, i));
    // A neuron reads everything before it: one frame around all of that.
    if (part == "dense1") paintStripFrame(to.painter, bounds(m_layout.maps[Pooled2Part]), now, 1.5);
    if (part == "dense2") paintStripFrame(to.painter, m_layout.dense1, now, 1.5);
    if (part == "class") paintStripFrame(to.painter, m_layout.dense2, now, 1.5);
    if (part != "class" && part != "input")
        paintStripFrame(to.painter, mapRect(*m_hover), now, part.startsWith("dense") ? 2 : 3);
    if (part == "input" || part == "kernel") paintStripFrame(to.painter, cellRect(*m_hover), now, 2);
}

} // namespace ui
