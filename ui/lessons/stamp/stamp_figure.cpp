#include "ui/lessons/stamp/stamp_figure.h"

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

} // namespace ui
