#include "ui/lessons/stamp/stamp_figure.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/stamp/stamp_painting.h"
#include "ui/lessons/stamp/stamp_words.h"

namespace ui {

void StampFigure::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    StampPainting(painter, style, m_picture, m_layout).all(m_size);
}

QString StampFigure::describe() const {
    return describeStamps(m_picture);
}

std::optional<CellRef> StampFigure::cellAt(QPointF point) const {
    for (const GridPlace* grid : {&m_layout.input, &m_layout.kernel})
        if (auto cell = grid->at(point)) return cell;
    if (m_picture.walk && !m_picture.hidesSize()) return m_layout.output.at(point);
    return std::nullopt;
}

QRectF StampFigure::cellRect(const CellRef& cell) const {
    for (const GridPlace* grid : {&m_layout.input, &m_layout.kernel, &m_layout.stamp, &m_layout.output})
        if (grid->part == cell.part) return grid->cell(cell.y, cell.x);
    return {};
}

// ---- motion --------------------------------------------------------------------------------------------------------

std::unique_ptr<Motion> StampFigure::motionFrom(const Figure& before) const {
    const auto* was = dynamic_cast<const StampFigure*>(&before);
    if (!was || !m_picture.walk || !was->m_picture.walk || was->m_picture.covered != m_picture.covered ||
        was->m_layout.output.rect() != m_layout.output.rect())
        return nullptr;
    if (was->m_picture.walk != m_picture.walk) return aimBetween(*was, *this, beamsAt(was->m_picture));
    return stepBetween(*was, *this, flightFrom(was->m_picture));
}

// Through the one weight that is another, from the input to the cell it is stamped into; none: more than that is.
std::vector<Beam> StampFigure::beamsAt(const StampPicture& before) const {
    const StampPicture& p = m_picture;
    const bool stands = before.cell == p.cell && before.shown == p.shown && before.task.input == p.task.input &&
                        before.task.window == p.task.window && p.covered.isEmpty();
    const auto weight = stands ? changedWeight(before.task.kernel, p.task.kernel) : std::nullopt;
    if (!weight) return {};
    const NowParts parts = now();
    const QRectF cell = m_layout.stamp.cell(weight->y, weight->x), stamped = stampedRect(p, m_layout);
    const double side = m_layout.output.side;
    const QRectF target(stamped.topLeft() + QPointF(weight->x * side, weight->y * side), cell.size());
    return {aimed(parts.beams[0], parts.frames.front().cells, cell), aimed(parts.beams[1], cell, target)};
}

// Only forward, and only what is not asked.
std::optional<Flight> StampFigure::flightFrom(const StampPicture& before) const {
    const StampPicture& p = m_picture;
    if (!p.covered.isEmpty()) return std::nullopt;
    if (p.cell > before.cell && p.complete())
        return Flight{m_layout.stamp.rect(), stampedRect(p, m_layout).adjusted(-2, -2, 2, 2)};
    if (p.cell != before.cell || p.shown != before.shown + 1) return std::nullopt;
    const cnn::StampedCell cell = p.step().cells[static_cast<std::size_t>(p.shown - 1)];
    return Flight{digitIn(m_layout.stamp.cell(cell.ky, cell.kx)),
                  digitIn(m_layout.output.cell(cell.outY, cell.outX)),
                  {m_layout.output.rect().adjusted(-8, -8, 8, 8), m_layout.card, m_layout.sentence}};
}

NowParts StampFigure::now() const {
    return stampNow(m_picture, m_layout);
}

void StampFigure::paintAtRest(QPainter& painter, const Style& style, const SteppingFigure&) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    StampPainting(painter, style, m_picture, m_layout, true).all(m_size);
}

void StampFigure::paintHot(QPainter& painter, const Style& style, std::size_t frame, const QRectF& where) const {
    StampPainting(painter, style, m_picture, m_layout, true).passed(frame, where);
}

void StampFigure::paintFlying(QPainter& painter, const Style& style, const QRectF& at) const {
    StampPainting painting(painter, style, m_picture, m_layout);
    if (m_picture.complete()) return painting.flyingStamp(at);
    const cnn::StampStep step = m_picture.step();
    const cnn::StampedCell& cell = step.cells[static_cast<std::size_t>(m_picture.shown - 1)];
    const float product = step.input * m_picture.task.kernel.at(0, cell.ky, cell.kx);
    paintFlyingText(painter, style.colors(), {{written(product), style.colors().now, Weight::Bold}}, at);
}

} // namespace ui
