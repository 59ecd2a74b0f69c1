#include "ui/figure/zoom_motion.h"

#include "ui/figure/now_parts.h"

#include <QEasingCurve>

namespace ui {
namespace {

constexpr int zoomTime = 160; // milliseconds
constexpr double faintest = 0.3;

class ZoomMotion final : public Motion {
public:
    ZoomMotion(std::shared_ptr<const Figure> upper, std::shared_ptr<const Figure> lower, const Zoom& zoom)
        : m_upper(std::move(upper)), m_lower(std::move(lower)), m_zoom(zoom) {}
    int milliseconds() const override { return zoomTime; }
    QRectF reach() const override { return {QPointF(0, 0), m_upper->size()}; }

    void paintStill(QPainter& painter, const Style& style) const override {
        m_pixels = layerOf(painter, m_zoom.area, [&](QPainter& to) { m_lower->paint(to, style); });
        last().paint(painter, style);
        painter.save();
        painter.setClipRect(m_zoom.area, Qt::IntersectClip);
        m_upper->paint(painter, style);
        painter.restore();
    }
    void paintMoving(QPainter& painter, const Style& style, double t) const override {
        if (t <= 0) return (m_zoom.down ? *m_upper : *m_lower).paint(painter, style);
        if (t >= 1) return last().paint(painter, style);
        const double way = QEasingCurve(QEasingCurve::OutCubic).valueForProgress(t), open = m_zoom.down ? way : 1 - way;
        const QRectF at = onTheWay(m_zoom.place, m_pixels.place, open);
        painter.save();
        painter.setClipRect(m_zoom.area, Qt::IntersectClip);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.setOpacity(faintest + (1 - faintest) * open);
        painter.drawImage(at, m_pixels.pixels);
        painter.setOpacity(1);
        painter.setPen(QPen(style.colors().now, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(at);
        painter.restore();
    }

private:
    const Figure& last() const { return m_zoom.down ? *m_lower : *m_upper; }
    std::shared_ptr<const Figure> m_upper, m_lower;
    Zoom m_zoom;
    mutable PassedLayer m_pixels; // of the lower one, with the still part
};

} // namespace

std::unique_ptr<Motion> zoomMotion(std::shared_ptr<const Figure> upper, std::shared_ptr<const Figure> lower,
                                   const Zoom& zoom) {
    if (zoom.place.isEmpty() || zoom.area.isEmpty()) return nullptr;
    return std::make_unique<ZoomMotion>(std::move(upper), std::move(lower), zoom);
}

} // namespace ui
