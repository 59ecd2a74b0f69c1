#include "ui/lessons/training/strip/pool_motion.h"

#include "ui/figure/now_parts.h"

#include <QEasingCurve>

namespace ui {
namespace {

constexpr int shrinkTime = 180; // milliseconds

class PoolMotion final : public Motion {
public:
    PoolMotion(std::shared_ptr<const Figure> before, std::shared_ptr<const Figure> after, std::vector<Pooling> pools)
        : m_before(std::move(before)), m_after(std::move(after)), m_pools(std::move(pools)) {}
    int milliseconds() const override { return shrinkTime; }
    QRectF reach() const override { return {QPointF(0, 0), m_after->size()}; }

    // What is pooled is seen at the end.
    void paintStill(QPainter& painter, const Style& style) const override {
        m_after->paint(painter, style);
        QRegion late;
        for (const Pooling& pool : m_pools) late += pool.pooled.adjusted(-1, -1, 1, 1).toAlignedRect();
        painter.save();
        painter.setClipRegion(late, Qt::IntersectClip);
        m_before->paint(painter, style);
        painter.restore();
    }
    void paintMoving(QPainter& painter, const Style& style, double t) const override {
        if (t <= 0) return m_before->paint(painter, style);
        if (t >= 1) return m_after->paint(painter, style);
        const double way = QEasingCurve(QEasingCurve::OutCubic).valueForProgress(t);
        painter.setPen(QPen(style.colors().now, 1.5));
        painter.setBrush(Qt::NoBrush);
        for (const Pooling& pool : m_pools) {
            const QRectF at = onTheWay(pool.map, pool.pooled, way);
            painter.drawImage(at, pool.image); // a value stays a square
            painter.drawRect(at);
        }
    }

private:
    std::shared_ptr<const Figure> m_before, m_after;
    std::vector<Pooling> m_pools;
};

} // namespace

std::unique_ptr<Motion> poolMotion(std::shared_ptr<const Figure> before, std::shared_ptr<const Figure> after,
                                   std::vector<Pooling> pools) {
    if (pools.empty()) return nullptr;
    return std::make_unique<PoolMotion>(std::move(before), std::move(after), std::move(pools));
}

} // namespace ui
