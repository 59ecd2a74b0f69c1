#include "ui/lessons/grids/grids_brush.h"

#include "ui/tr.h"

namespace ui {

GridsBrush::GridsBrush(QPainter& painter, const Style& style, const GridsPicture& picture, const GridsLayout& layout)
    : m_painter(painter), m_c(style.colors()), m_p(picture), m_l(layout), m_u(layout.frame.unit),
      m_near(neighbours(picture.place())) {}

QString GridsBrush::channelName(int channel) {
    return channel == 0 ? ui::tr("red") : channel == 1 ? ui::tr("green") : ui::tr("blue");
}

QColor GridsBrush::numberColour(int value, int channel) const {
    if (m_p.channels == 1) return QColor(value, value, value);
    return QColor(channel == 0 ? value : 0, channel == 1 ? value : 0, channel == 2 ? value : 0);
}

void GridsBrush::ring(const QRectF& cell) {
    const QRectF round = cell.adjusted(-1, -1, 1, 1);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_c.surface, 4));
    m_painter.drawRect(round);
    m_painter.setPen(QPen(m_c.text, 1.6));
    m_painter.drawRect(round);
}

void GridsBrush::now(const QRectF& cell) {
    const QRectF round = cell.adjusted(-2, -2, 2, 2);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_c.surface, 5.5));
    m_painter.drawRect(round);
    m_painter.setPen(QPen(m_c.now, 3.2));
    m_painter.drawRect(round);
}

void GridsBrush::arrow(QPointF from, QPointF to, const QColor& colour, double width, double clearance) {
    const QLineF whole(from, to);
    if (whole.length() < 4 * clearance) return;
    const QPointF along = (to - from) / whole.length(), across(-along.y(), along.x());
    const QPointF tip = to - along * clearance, back = tip - along * (5 + 2 * width);
    const QPolygonF head{{tip, back + across * (1.5 + 1.3 * width), back - across * (1.5 + 1.3 * width)}};
    for (const bool halo : {true, false}) {
        m_painter.setPen(QPen(halo ? m_c.surface : colour, width + (halo ? 2.4 : 0), Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(from + along * clearance, back);
        m_painter.setPen(halo ? QPen(m_c.surface, 2.4) : QPen(Qt::NoPen));
        m_painter.setBrush(halo ? m_c.surface : colour);
        m_painter.drawPolygon(head);
    }
}

} // namespace ui
