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
    if (!was || !m_picture.walk || was->m_picture.walk != m_picture.walk ||
        was->m_picture.covered != m_picture.covered || was->m_layout.output.rect() != m_layout.output.rect())
        return nullptr;
    return stepBetween(*was, *this, flightFrom(was->m_picture));
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
