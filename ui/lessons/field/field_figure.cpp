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
    paintAll(painter, style, false);
}

void FieldFigure::paintAtRest(QPainter& painter, const Style& style, const SteppingFigure&) const {
    paintAll(painter, style, true);
}

NowParts FieldFigure::now() const {
    NowParts now;
    const auto add = [&](const cnn::FieldStack& stack, const cnn::FieldUnit& unit, const std::vector<GridPlace>& maps) {
        for (const QRectF& block : FieldPainter::blocks(stack, unit, maps)) now.frames.push_back({block});
    };
    add(*m_picture.stack, m_picture.unit, m_layout.maps);
    if (m_picture.compare) add(*m_picture.compare, m_picture.other, m_layout.others);
    return now;
}

std::unique_ptr<Motion> FieldFigure::motionFrom(const Figure& before) const {
    const auto* was = dynamic_cast<const FieldFigure*>(&before);
    if (!was) return nullptr;
    const FieldPicture &p = was->m_picture, &q = m_picture;
    const bool step = p.stack == q.stack && p.compare == q.compare && p.unit.level == q.unit.level &&
                      p.other.level == q.other.level && p.covered == q.covered && was->m_layout.table == m_layout.table;
    return step ? stepBetween(*was, *this) : nullptr;
}

void FieldFigure::paintNow(QPainter& painter, const Style& style, const NowParts& at) const {
    FieldPainter field(painter, style, m_picture, m_layout);
    std::vector<QRectF> blocks;
    for (const NowFrame& frame : at.frames) blocks.push_back(frame.cells);
    const auto second = blocks.begin() + static_cast<std::ptrdiff_t>(m_layout.maps.size());
    field.moving(m_picture.unit.level, {blocks.begin(), second});
    if (m_picture.compare) field.moving(m_picture.other.level, {second, blocks.end()});
}

void FieldFigure::paintAll(QPainter& painter, const Style& style, bool resting) const {
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter, m_size, style);
    paintHeadings(painter, style, m_layout.frame, m_picture.headline, m_picture.line);
    FieldPainter field(painter, style, m_picture, m_layout, resting);
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
