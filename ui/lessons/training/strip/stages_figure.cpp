#include "ui/lessons/training/strip/stages_figure.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/training/strip/network_brush.h"

#include <QPainterPath>
#include <algorithm>

namespace ui {
namespace {

// The way out of a map to the right of its column: at once from the last of a row, else through the gap above the row,
// so that no line crosses a map it does not belong to.
QPainterPath wayOut(const StageColumn& column, const QRectF& map) {
    const double right = column.bounds().right();
    QPainterPath path;
    if (map.right() >= right - 1) {
        path.moveTo(rightOf(map) + QPointF(2, 0));
        return path;
    }
    path.moveTo(map.center().x(), map.top());
    path.lineTo(map.center().x(), map.top() - 2);
    path.lineTo(right + 4, map.top() - 2);
    return path;
}

// The other half, from the left of the column to the map.
QPainterPath wayIn(const StageColumn& column, const QRectF& map) {
    const double left = column.bounds().left();
    QPainterPath path;
    if (map.left() <= left + 1) {
        path.moveTo(leftOf(map) - QPointF(2, 0));
        return path;
    }
    path.moveTo(left - 4, map.top() - 2);
    path.lineTo(map.center().x(), map.top() - 2);
    path.lineTo(map.center().x(), map.top());
    return path;
}

QPointF firstOf(const QPainterPath& path) {
    return path.elementAt(0);
}

bool areNeurons(const NetworkPicture& picture, std::size_t part) {
    const cnn::Shape shape = partShape(picture, picture.parts[part].part);
    return picture.parts[part].kind != NetworkPart::Classes && shape.h * shape.w == 1;
}

} // namespace

StagesFigure::StagesFigure(QSizeF size, const Style& style, std::shared_ptr<const NetworkPicture> picture,
                           std::optional<CellRef> hover)
    : StripFigure(size, std::move(picture), std::move(hover)),
      m_layout(StagesLayout::fit(size, style.scale, *m_picture)) {
    m_places.push_back({0, 0, m_layout.input});
    for (const StageColumn& column : m_layout.columns)
        for (std::size_t i = 0; i < column.maps.size(); ++i)
            m_places.push_back({column.part, static_cast<int>(i), column.maps[i]});
    for (const auto& [which, row] : m_layout.classes) m_places.push_back({m_picture->parts.size() - 1, which, row});
}

void StagesFigure::paint(QPainter& painter, const Style& style) const {
    StripBrush to{painter, style, m_layout.font};
    painter.fillRect(QRectF(QPointF(0, 0), m_size), style.colors().surface);
    paintHeads(to);
    paintCaption(to);
    paintJoints(to);
    paintMaps(to);
    paintNeurons(to);
    paintClasses(to);
    paintFeeds(to);
    paintCard(to);
    paintFoot(to);
}

void StagesFigure::paintHeads(StripBrush& to) const {
    const double top = m_layout.classHead.y();
    paintHead(to, 0, {m_layout.input.left(), top}, partSize(*m_picture, "input"));
    paintHead(to, m_picture->parts.size() - 1, m_layout.classHead, partSize(*m_picture, "class"));
    const QFont font = to.sized(stripText);
    const QColor dim = to.colors().dim;
    const auto more = [&](int hidden, const QRectF& where) {
        if (hidden > 0) to.write(where, QString("+ %1 more").arg(grouped(hidden)), font, dim);
    };
    for (const StageColumn& column : m_layout.columns) {
        paintHead(to, column.part, column.head,
                  column.saysSize ? partSize(*m_picture, m_picture->parts[column.part].part) : QString(),
                  column.heading);
        if (m_picture->parts[column.part].kind != NetworkPart::Kernels) more(column.hidden, column.more);
    }
    more(m_layout.hiddenClasses, m_layout.moreClasses);
    for (const QPointF& gap : m_layout.gaps)
        to.write(QRectF(gap.x() - 20, gap.y() - 10, 40, 20), QString(QChar(0x22ef)), to.sized(stripHead), dim,
                 Qt::AlignCenter);
}

void StagesFigure::paintNeurons(StripBrush& to) const {
    for (const StageColumn& column : m_layout.columns) {
        if (!areNeurons(*m_picture, column.part)) continue;
        const QString part = m_picture->parts[column.part].part;
        const Ramp ramp = partRamp(*m_picture, part);
        const auto values = m_picture->trace.values[m_picture->parts[column.part].value].values();
        const QImage colors = mapImage(values, 1, static_cast<int>(values.size()), ramp, rampEnd(values, ramp));
        for (std::size_t i = 0; i < column.maps.size(); ++i)
            to.painter.fillRect(column.maps[i].adjusted(0, 0, -1, -1), colors.pixelColor(static_cast<int>(i), 0));
    }
}

// Where each map is made of the one beside it.
void StagesFigure::paintJoints(StripBrush& to) const {
    to.painter.setPen(QPen(to.colors().line, 1.5));
    for (std::size_t c = 1; c < m_layout.columns.size(); ++c) {
        const StageColumn &from = m_layout.columns[c - 1], &column = m_layout.columns[c];
        const bool ofKernels = m_picture->parts[from.part].kind == NetworkPart::Kernels;
        const bool oneByOne =
            column.followsShown && (ofKernels || m_picture->parts[column.part].kind == NetworkPart::Pooled ||
                                    m_picture->parts[column.part].kind == NetworkPart::Activated);
        const bool inOneColumn = from.maps.front().left() == from.maps.back().left() &&
                                 column.maps.front().left() == column.maps.back().left();
        if (!oneByOne || !inOneColumn || areNeurons(*m_picture, column.part)) continue;
        for (std::size_t i = 0; i < std::min(from.maps.size(), column.maps.size()); ++i)
            to.painter.drawPath(
                stripCurve(rightOf(from.maps[i]) + QPointF(3, 0), leftOf(column.maps[i]) - QPointF(3, 0)));
    }
}

// From everything in sight that the map is computed of.
QPainterPath StagesFigure::feeds(std::size_t c, std::size_t map) const {
    const StageColumn& column = m_layout.columns[c];
    const QRectF& where = column.maps[map];
    const QPainterPath in = wayIn(column, where);
    QPainterPath path = in;
    if (c == 0) {
        if (column.followsShown) path.addPath(stripCurve(rightOf(m_layout.input) + QPointF(2, 0), firstOf(in)));
        return path;
    }
    if (!column.followsShown) return {};
    const StageColumn& before = m_layout.columns[c - 1];
    if (m_picture->parts[before.part].kind == NetworkPart::Kernels) {
        if (map < before.maps.size()) {
            const QPainterPath out = wayOut(before, before.maps[map]);
            path.addPath(out);
            path.addPath(stripCurve(out.currentPosition(), firstOf(in)));
            path.addPath(feeds(c - 1, map));
        }
        return path;
    }
    const CellRef cell{m_picture->parts[column.part].part, static_cast<int>(map), 0, 0};
    const auto read = channelsRead(*m_picture, cell);
    for (std::size_t i = 0; i < before.maps.size(); ++i) {
        if (!read.empty() && std::find(read.begin(), read.end(), static_cast<int>(i)) == read.end()) continue;
        const QPainterPath out = wayOut(before, before.maps[i]);
        path.addPath(out);
        path.addPath(stripCurve(out.currentPosition(), firstOf(in)));
    }
    return path;
}

void StagesFigure::paintFeeds(StripBrush& to) const {
    if (!m_hover) return;
    const QColor now = to.colors().now;
    const std::size_t part = m_picture->find(m_hover->part).value();
    const bool isClass = part + 1 == m_picture->parts.size();
    const auto whole = [&](std::size_t before) { // everything before it feeds it: one frame around all of that
        if (before == 0) return paintStripFrame(to.painter, m_layout.input, now, 1.5);
        for (const StageColumn& column : m_layout.columns)
            if (column.part == before) paintStripFrame(to.painter, column.bounds(), now, 1.5);
    };
    if (isClass) return whole(part - 1);
    const QRectF map = mapRect(*m_hover);
    if (map.isEmpty()) return; // it has no place
    if (m_hover->part == "input") return paintStripFrame(to.painter, cellRect(*m_hover), now, 2);
    const bool dense = cnn::Shape(partShape(*m_picture, m_hover->part)).h == 1 && areNeurons(*m_picture, part);
    for (std::size_t c = 0; c < m_layout.columns.size() && !dense; ++c) {
        if (m_layout.columns[c].part != part) continue;
        to.painter.setPen(QPen(now, 1.5));
        to.painter.setBrush(Qt::NoBrush);
        to.painter.drawPath(feeds(c, static_cast<std::size_t>(m_hover->map)));
    }
    if (dense) whole(part - 1);
    paintStripFrame(to.painter, map, now, dense ? 2 : 3);
    if (m_hover->part == "kernel") paintStripFrame(to.painter, cellRect(*m_hover), now, 2);
}

} // namespace ui
