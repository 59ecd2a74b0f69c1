#include "ui/figure/step_motion.h"

#include "ui/figure/grid_painter.h"

#include <QEasingCurve>

namespace ui {
namespace {

constexpr int slideTime = 180, flightTime = 220; // milliseconds

double eased(QEasingCurve::Type curve, double t) {
    return QEasingCurve(curve).valueForProgress(t);
}

class StepMotion final : public Motion {
public:
    StepMotion(std::unique_ptr<const SteppingFigure> before, std::unique_ptr<const SteppingFigure> after, bool slides,
               std::optional<Flight> flight)
        : m_before(std::move(before)), m_after(std::move(after)), m_first(m_before->now()), m_last(m_after->now()),
          m_slide(slides ? slideTime : 0), m_flight(std::move(flight)) {}
    int milliseconds() const override { return m_slide + (m_flight ? flightTime : 0); }
    QRectF reach() const override { return {QPointF(0, 0), m_after->size()}; }

    void paintStill(QPainter& painter, const Style& style) const override {
        if (m_slide > 0) {
            m_passed = m_before->passedLayers(painter, style, m_last);
            return m_before->paintAtRest(painter, style, *m_after);
        }
        m_after->paint(painter, style);
        QRegion late;
        for (const QRectF& place : m_flight->late) late += place.toAlignedRect();
        painter.save();
        painter.setClipRegion(late, Qt::IntersectClip);
        m_before->paint(painter, style);
        painter.restore();
    }
    // At both ends the figures themselves.
    void paintMoving(QPainter& painter, const Style& style, double t) const override {
        if (t <= 0) return m_before->paint(painter, style);
        if (t >= 1) return m_after->paint(painter, style);
        const double passed = t * milliseconds();
        if (m_slide > 0) {
            const double slid = eased(QEasingCurve::OutCubic, std::min(1.0, passed / m_slide));
            NowParts at = onTheWay(m_first, m_last, slid);
            at.passed = m_passed;
            m_before->paintNow(painter, style, at);
        }
        if (passed < m_slide || !m_flight) return;
        const double flown = eased(QEasingCurve::InOutCubic, (passed - m_slide) / flightTime);
        m_after->paintFlying(painter, style, onTheWay(m_flight->from, m_flight->to, flown));
    }

private:
    std::unique_ptr<const SteppingFigure> m_before, m_after;
    NowParts m_first, m_last;
    mutable std::vector<PassedLayer> m_passed; // with the still part; cells with halos take long
    int m_slide;                               // milliseconds; 0: nothing slides
    std::optional<Flight> m_flight;
};

} // namespace

void SteppingFigure::paintNow(QPainter& painter, const Style& style, const NowParts& at) const {
    for (const Beam& beam : at.beams) paintBeam(painter, style.colors(), beam);
    paintFrames(painter, style, at);
}

void SteppingFigure::paintFrames(QPainter& painter, const Style& style, const NowParts& at) const {
    for (std::size_t i = 0; i < at.frames.size(); ++i) {
        const NowFrame& frame = at.frames[i];
        const std::vector<QRectF> whole{frame.cells.adjusted(-2, -2, 2, 2)};
        for (const QRectF& tap : frame.taps.empty() ? whole : frame.taps) {
            painter.save();
            painter.setClipRect(tap, Qt::IntersectClip);
            if (at.passed.empty())
                paintHot(painter, style, i, tap);
            else
                painter.drawImage(at.passed[i].place, at.passed[i].pixels);
            painter.restore();
        }
        GridPainter(painter, style).frame(frame.cells, frame.width, frame.radius);
    }
}

QRectF digitIn(const QRectF& cell) {
    const double high = 0.46 * std::min(cell.width(), cell.height());
    return {cell.center() - QPointF(high, high / 2), QSizeF(2 * high, high)};
}

std::vector<PassedLayer> SteppingFigure::passedLayers(const QPainter& painter, const Style& style,
                                                      const NowParts& next) const {
    const NowParts here = now();
    const QTransform toDevice = painter.deviceTransform();
    std::vector<PassedLayer> layers;
    for (std::size_t i = 0; i < here.frames.size(); ++i) {
        const QRectF way = (here.frames[i].cells | next.frames[i].cells).adjusted(-2, -2, 2, 2);
        const QRect pixels = toDevice.mapRect(way).toAlignedRect(); // so that none is drawn between two
        PassedLayer layer{toDevice.inverted().mapRect(QRectF(pixels)),
                          QImage(pixels.size(), QImage::Format_ARGB32_Premultiplied)};
        layer.pixels.fill(Qt::transparent);
        QPainter to(&layer.pixels);
        to.setRenderHints(painter.renderHints());
        to.setTransform(toDevice * QTransform::fromTranslate(-pixels.left(), -pixels.top()));
        paintHot(to, style, i, layer.place);
        layers.push_back(std::move(layer));
    }
    return layers;
}

void paintFlyingText(QPainter& painter, const Palette& colors, const TextLine& text, const QRectF& at) {
    const double pixels = at.height() / 1.2, width = lineWidth(text, pixels);
    QRectF ground(QPointF(0, 0), QSizeF(width + 0.6 * pixels, 1.2 * pixels));
    ground.moveCenter(at.center());
    painter.setPen(QPen(colors.now, 1.5));
    painter.setBrush(colors.nowTint);
    painter.drawRoundedRect(ground, 0.25 * pixels, 0.25 * pixels);
    drawLine(painter, text, at.center().x() - width / 2, at.center().y() + 0.36 * pixels, pixels);
}

std::unique_ptr<Motion> stepMotion(std::unique_ptr<const SteppingFigure> before,
                                   std::unique_ptr<const SteppingFigure> after, std::optional<Flight> flight) {
    const NowParts first = before->now(), last = after->now();
    if (!first.matches(last)) return nullptr;
    const bool slides = !first.standsAs(last);
    if (!slides && !flight) return nullptr;
    return std::make_unique<StepMotion>(std::move(before), std::move(after), slides, std::move(flight));
}

} // namespace ui
