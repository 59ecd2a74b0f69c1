#include "ui/figure/now_parts.h"

#include <algorithm>

namespace ui {
namespace {

NowFrame frameOnTheWay(const NowFrame& first, const NowFrame& second, double t) {
    NowFrame frame = first;
    frame.cells = onTheWay(first.cells, second.cells, t);
    frame.width += (second.width - first.width) * t;
    frame.radius += (second.radius - first.radius) * t;
    for (std::size_t i = 0; i < frame.taps.size(); ++i) frame.taps[i] = onTheWay(first.taps[i], second.taps[i], t);
    return frame;
}

Beam beamOnTheWay(const Beam& first, const Beam& second, double t) {
    return {onTheWay(first.fromTop, second.fromTop, t), onTheWay(first.fromBottom, second.fromBottom, t),
            onTheWay(first.toTop, second.toTop, t),     onTheWay(first.toBottom, second.toBottom, t),
            onTheWay(first.room, second.room, t),       onTheWay(first.edges, second.edges, t)};
}

} // namespace

bool NowParts::matches(const NowParts& other) const {
    const auto alike = [](const NowFrame& a, const NowFrame& b) { return a.taps.size() == b.taps.size(); };
    return beams.size() == other.beams.size() && std::ranges::equal(frames, other.frames, alike);
}

bool NowParts::standsAs(const NowParts& other) const {
    const auto same = [](const NowFrame& a, const NowFrame& b) { return a.cells == b.cells; };
    return std::ranges::equal(frames, other.frames, same);
}

QPointF onTheWay(QPointF first, QPointF second, double t) {
    return first + (second - first) * t;
}

QRectF onTheWay(const QRectF& first, const QRectF& second, double t) {
    return {onTheWay(first.topLeft(), second.topLeft(), t), onTheWay(first.bottomRight(), second.bottomRight(), t)};
}

NowParts onTheWay(const NowParts& first, const NowParts& second, double t) {
    NowParts parts;
    for (std::size_t i = 0; i < first.beams.size(); ++i)
        parts.beams.push_back(beamOnTheWay(first.beams[i], second.beams[i], t));
    for (std::size_t i = 0; i < first.frames.size(); ++i)
        parts.frames.push_back(frameOnTheWay(first.frames[i], second.frames[i], t));
    return parts;
}

Beam aimed(const Beam& beam, const QRectF& from, const QRectF& to) {
    return {from.topRight(), from.bottomRight(), to.topLeft(), to.bottomLeft(), beam.room, beam.edges};
}

PassedLayer layerOf(const QPainter& like, const QRectF& place, const std::function<void(QPainter&)>& paint) {
    const QTransform toDevice = like.deviceTransform();
    const QRect pixels = toDevice.mapRect(place).toAlignedRect(); // so that none is drawn between two
    PassedLayer layer{toDevice.inverted().mapRect(QRectF(pixels)),
                      QImage(pixels.size(), QImage::Format_ARGB32_Premultiplied)};
    layer.pixels.fill(Qt::transparent);
    QPainter to(&layer.pixels);
    to.setRenderHints(like.renderHints());
    to.setTransform(toDevice * QTransform::fromTranslate(-pixels.left(), -pixels.top()));
    paint(to);
    return layer;
}

void paintBeam(QPainter& painter, const Palette& colors, const Beam& beam) {
    QColor fill = colors.now, edge = colors.now;
    fill.setAlphaF(0.07F);
    edge.setAlphaF(0.6F);
    painter.save();
    painter.setClipRect(beam.room, Qt::IntersectClip);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(QPolygonF{{beam.fromTop, beam.toTop, beam.toBottom, beam.fromBottom}});
    painter.restore();
    painter.save();
    painter.setClipRect(beam.edges, Qt::IntersectClip);
    painter.setPen(QPen(edge, 1.5));
    painter.drawLine(beam.fromTop, beam.toTop);
    painter.drawLine(beam.fromBottom, beam.toBottom);
    painter.restore();
}

} // namespace ui
