#include "ui/shell/ink.h"

#include <QPainter>
#include <QPainterPath>

namespace ui {

Ink::Ink(QWidget* over) : QWidget(over) {
    setObjectName("ink");
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void Ink::setStyle(const Style& style) {
    m_style = style;
    update();
}

// As long as there is nothing, the stage is painted as without it.
void Ink::changed() {
    const bool any = !m_strokes.empty() || m_spotlight || m_spot;
    if (any) raise();
    setVisible(any);
    update();
}

void Ink::beginStroke(const QPointF& at) {
    m_strokes.push_back(QPolygonF{at, at}); // a click is a dot
    changed();
}

void Ink::drawTo(const QPointF& at) {
    if (m_strokes.empty()) return;
    m_strokes.back() << at;
    changed();
}

void Ink::setSpotlight(bool on) {
    m_spotlight = on;
    changed();
}

void Ink::setLightAt(const QPointF& at) {
    m_light = at;
    if (m_spotlight) update();
}

void Ink::setSpot(std::optional<QPointF> at) {
    m_spot = at;
    changed();
}

void Ink::clear() {
    if (m_strokes.empty() && !m_spotlight) return;
    m_strokes.clear();
    m_spotlight = false;
    changed();
}

void Ink::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette& c = m_style.colors();
    if (m_spotlight) paintLight(painter);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(c.runB, std::max(3.0, height() / 160.0), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const QPolygonF& stroke : m_strokes) {
        QPolygonF line;
        for (const QPointF& share : stroke) line << placed(share);
        painter.drawPolyline(line);
    }
    if (!m_spot || m_spotlight) return; // the light shows where
    const double radius = std::max(8.0, height() / 70.0);
    QColor inner = c.now;
    inner.setAlphaF(0.55F);
    painter.setPen(QPen(c.surface, 2));
    painter.setBrush(inner);
    painter.drawEllipse(placed(*m_spot), radius, radius);
}

// All but a circle lies in the dark.
void Ink::paintLight(QPainter& painter) const {
    QPainterPath dark, light;
    dark.addRect(rect());
    const double radius = height() / 6.0;
    light.addEllipse(placed(m_light), radius, radius);
    QColor veil = greyRamp(0);
    veil.setAlphaF(0.68F);
    painter.fillPath(dark.subtracted(light), veil);
}

} // namespace ui
