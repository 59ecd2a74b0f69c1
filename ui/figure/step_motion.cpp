#include "ui/figure/step_motion.h"

#include "ui/figure/grid_painter.h"

#include <QEasingCurve>
#include <cmath>

namespace ui {
namespace {

constexpr int slideTime = 180, flightTime = 220, aimTime = 90; // milliseconds

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

// The beams close in on what was changed, and open again on all they meet.
class AimMotion final : public Motion {
public:
    AimMotion(std::unique_ptr<const SteppingFigure> before, std::unique_ptr<const SteppingFigure> after,
              std::vector<Beam> beams)
        : m_before(std::move(before)), m_after(std::move(after)), m_whole(m_after->now()), m_aimed(m_whole) {
        m_aimed.beams = std::move(beams);
    }
    int milliseconds() const override { return aimTime; }
    QRectF reach() const override { return {QPointF(0, 0), m_after->size()}; }

    void paintStill(QPainter& painter, const Style& style) const override {
        m_passed = m_after->passedLayers(painter, style, m_whole);
        m_after->paintAtRest(painter, style, *m_after);
    }
    void paintMoving(QPainter& painter, const Style& style, double t) const override {
        if (t <= 0) return m_before->paint(painter, style);
        if (t >= 1) return m_after->paint(painter, style);
        const double way = eased(QEasingCurve::OutQuad, t);
        NowParts at = onTheWay(m_whole, m_aimed, 1 - std::abs(2 * way - 1));
        at.passed = m_passed;
        m_after->paintNow(painter, style, at);
    }

private:
    std::unique_ptr<const SteppingFigure> m_before, m_after;
    NowParts m_whole, m_aimed;
    mutable std::vector<PassedLayer> m_passed; // with the still part
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
    std::vector<PassedLayer> layers;
    for (std::size_t i = 0; i < here.frames.size(); ++i) {
        const QRectF way = (here.frames[i].cells | next.frames[i].cells).adjusted(-2, -2, 2, 2);
        layers.push_back(
            layerOf(painter, way, [&](QPainter& to) { paintHot(to, style, i, QRectF(way).adjusted(-1, -1, 1, 1)); }));
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

std::unique_ptr<Motion> aimMotion(std::unique_ptr<const SteppingFigure> before,
                                  std::unique_ptr<const SteppingFigure> after, std::vector<Beam> beams) {
    if (beams.empty() || beams.size() != after->now().beams.size()) return nullptr;
    return std::make_unique<AimMotion>(std::move(before), std::move(after), std::move(beams));
}

std::optional<CellRef> changedWeight(const cnn::Tensor& before, const cnn::Tensor& after) {
    const cnn::Shape& s = after.shape();
    if (before.shape() != s) return std::nullopt;
    std::optional<CellRef> changed;
    for (int c = 0; c < s.c; ++c)
        for (int y = 0; y < s.h; ++y)
            for (int x = 0; x < s.w; ++x) {
                if (before.at(c, y, x) == after.at(c, y, x)) continue;
                if (changed) return std::nullopt;
                changed = CellRef{"kernel", c, y, x};
            }
    return changed;
}

} // namespace ui
