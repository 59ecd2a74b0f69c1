#include "ui/lessons/field/field_figure.h"

#include "ui/lessons/field/field_painter.h"

namespace ui {
namespace {

// The unit that a cell of one of the maps is; nullopt: of the other stack, or no map at all.
std::optional<cnn::FieldUnit> unitOf(const CellRef& cell, const QString& word) {
    const int level = numberOf(cell.part, word);
    if (level < 0) return std::nullopt;
    return cnn::FieldUnit{level, cell.y, cell.x};
}

bool isIn(const cnn::FieldStack& stack, const cnn::FieldUnit& u) {
    return u.level < stack.levels() && u.y < stack.level(u.level).size && u.x < stack.level(u.level).size;
}

} // namespace

void FieldFigure::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter, m_size, style);
    paintHeadings(painter, style, m_layout.frame, m_picture.headline, m_picture.line);
    FieldPainter field(painter, style, m_picture, m_layout);
    const FieldPicture& p = m_picture;
    field.strip(*p.stack, p.unit, m_layout.maps);
    if (p.compare) {
        field.strip(*p.compare, p.other, m_layout.others);
        field.block(*p.stack, m_layout.block[0], static_cast<int>(p.stack->level(p.unit.level).field));
        field.block(*p.compare, m_layout.block[1], static_cast<int>(p.compare->level(p.other.level).field));
    } else {
        field.table();
        field.panel();
    }
    if (!p.hover || p.covers("field")) return;
    if (const auto unit = unitOf(*p.hover, "level"); unit && isIn(*p.stack, *unit))
        field.hover(*p.stack, *unit, m_layout.maps);
    if (const auto unit = unitOf(*p.hover, "other"); unit && p.compare && isIn(*p.compare, *unit))
        field.hover(*p.compare, *unit, m_layout.others);
}

QRectF FieldFigure::rowRect(int level) const {
    const int at = level - m_layout.firstRow;
    if (m_layout.table.isEmpty() || at < 0 || at >= m_layout.rows) return {};
    const double baseline = m_layout.table.top() + (1.5 + at + 0.85) * m_layout.row;
    return {m_layout.table.left(), baseline - 1.16 * m_layout.small, m_layout.table.width(), m_layout.row};
}

std::optional<CellRef> FieldFigure::cellAt(QPointF point) const {
    for (const auto* maps : {&m_layout.maps, &m_layout.others})
        for (const GridPlace& map : *maps)
            if (auto cell = map.at(point)) return cell;
    for (int level = 0; level < m_picture.stack->levels(); ++level)
        if (rowRect(level).contains(point)) return CellRef{"row", 0, level, 0};
    if (m_picture.measured)
        if (auto cell = m_layout.pixels.at(point)) return cell;
    return std::nullopt;
}

QRectF FieldFigure::cellRect(const CellRef& cell) const {
    if (cell.part == "row") return rowRect(cell.y);
    if (cell.part == "pixel") return m_layout.pixels.cell(cell.y, cell.x);
    for (const auto* maps : {&m_layout.maps, &m_layout.others})
        for (const GridPlace& map : *maps)
            if (map.part == cell.part) return map.cell(cell.y, cell.x);
    return {};
}

} // namespace ui
