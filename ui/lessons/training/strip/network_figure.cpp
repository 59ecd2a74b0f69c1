#include "ui/lessons/training/strip/network_figure.h"

#include "ui/lessons/training/strip/network_brush.h"

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
      m_layout(NetworkLayout::fit(size, style.scale, widestClassName(m_picture->classNames),
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

} // namespace ui
