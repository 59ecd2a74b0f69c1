// The maps of a stack from input to output, and the cone of what one unit sees.
#include "ui/lessons/field/field_painter.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <array>

namespace ui {
namespace {

std::vector<int> one(int index) {
    return {index};
}

} // namespace

QRectF FieldPainter::Patch::hull(const GridPlace& map) const {
    if (rows.empty() || columns.empty()) return {};
    return {map.corner.x() + columns.front() * map.side, map.corner.y() + rows.front() * map.side,
            (columns.back() - columns.front() + 1) * map.side, (rows.back() - rows.front() + 1) * map.side};
}

// One patch a level; empty ones on the other side of the unit.
std::vector<FieldPainter::Patch> FieldPainter::patches(const cnn::FieldStack& stack, const cnn::FieldUnit& unit,
                                                       bool below) {
    std::vector<Patch> all(static_cast<std::size_t>(stack.levels()));
    for (int level = 0; level < stack.levels(); ++level) {
        Patch& patch = all[static_cast<std::size_t>(level)];
        if (level == unit.level)
            patch = {one(unit.y), one(unit.x)};
        else if (below && level < unit.level)
            patch = {stack.cells(unit.level, unit.y, level), stack.cells(unit.level, unit.x, level)};
        else if (!below && level > unit.level)
            patch = {stack.watchers(unit.level, unit.y, level), stack.watchers(unit.level, unit.x, level)};
    }
    return all;
}

void FieldPainter::ground(const GridPlace& map, bool input, bool covered) {
    m_painter.fillRect(map.rect(), covered ? m_c.sunken : input ? m_c.surface : m_c.outputTint);
}

void FieldPainter::fill(const GridPlace& map, const Patch& patch, const QColor& colour) {
    if (patch.rows.empty() || patch.columns.empty()) return;
    const auto solid = [](const std::vector<int>& v) { return v.back() - v.front() + 1 == static_cast<int>(v.size()); };
    if (solid(patch.rows) && solid(patch.columns)) {
        m_painter.fillRect(patch.hull(map), colour);
        return;
    }
    for (const int y : patch.rows)
        for (const int x : patch.columns)
            m_painter.fillRect(QRectF(map.corner.x() + x * map.side, map.corner.y() + y * map.side, map.side, map.side),
                               colour);
}

// Lines between cells that are large enough for them, and around the map always.
void FieldPainter::grid(const GridPlace& map) {
    const QRectF r = map.rect();
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(QPen(m_c.line, 1));
    for (int i = 1; map.side >= 4 && i < map.columns; ++i) {
        m_painter.drawLine(QPointF(r.left() + i * map.side, r.top()), QPointF(r.left() + i * map.side, r.bottom()));
        m_painter.drawLine(QPointF(r.left(), r.top() + i * map.side), QPointF(r.right(), r.top() + i * map.side));
    }
    m_painter.setPen(QPen(m_c.lineStrong, 1));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(r);
    m_painter.setRenderHint(QPainter::Antialiasing, true);
}

// From each region to the next: the cone that widens towards the input.
void FieldPainter::beams(const std::vector<GridPlace>& maps, const std::vector<Patch>& patches, int level) {
    for (int i = 0; i < level; ++i) {
        const QRectF from = patches[static_cast<std::size_t>(i)].hull(maps[static_cast<std::size_t>(i)]);
        const QRectF to = patches[static_cast<std::size_t>(i + 1)].hull(maps[static_cast<std::size_t>(i + 1)]);
        if (from.isEmpty() || to.isEmpty()) continue;
        QColor tint = m_c.now, edge = m_c.now;
        tint.setAlphaF(0.09F);
        edge.setAlphaF(0.6F);
        QPainterPath beam(from.topRight());
        beam.lineTo(to.topLeft());
        beam.lineTo(to.bottomLeft());
        beam.lineTo(from.bottomRight());
        beam.closeSubpath();
        m_painter.fillPath(beam, tint);
        m_painter.setPen(QPen(edge, 1.5));
        m_painter.drawLine(from.topRight(), to.topLeft());
        m_painter.drawLine(from.bottomRight(), to.bottomLeft());
    }
}

void FieldPainter::strip(const cnn::FieldStack& stack, const cnn::FieldUnit& unit, const std::vector<GridPlace>& maps) {
    const auto seen = patches(stack, unit, true), seeing = patches(stack, unit, false);
    const QColor region = mix(m_c.surface, m_c.now, 0.30), watcher = mix(m_c.surface, m_c.lineStrong, 0.45);
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const bool covered = m_p.covers("size") && static_cast<int>(i) == unit.level;
        ground(maps[i], i == 0, covered);
        if (!hidesRegions() && static_cast<int>(i) < unit.level) fill(maps[i], seen[i], region);
        if (!hidesRegions() && static_cast<int>(i) > unit.level) fill(maps[i], seeing[i], watcher);
        if (!covered) grid(maps[i]);
    }
    if (!hidesRegions()) beams(maps, seen, unit.level);
    for (std::size_t i = 0; !hidesRegions() && i < maps.size(); ++i) {
        const bool below = static_cast<int>(i) < unit.level;
        const QRectF hull = (below ? seen : seeing)[i].hull(maps[i]);
        if (hull.isEmpty() || static_cast<int>(i) == unit.level) continue;
        QPen pen(below ? m_c.now : m_c.lineStrong, below ? 2.5 : 2);
        if (!below) pen.setDashPattern({1, 1.6});
        pen.setJoinStyle(Qt::MiterJoin);
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(hull);
    }
    const auto chosen = static_cast<std::size_t>(unit.level);
    QRectF cell = seen[chosen].hull(maps[chosen]);
    if (cell.width() < 5) cell = QRectF(cell.center() - QPointF(2.5, 2.5), QSizeF(5, 5));
    m_painter.fillRect(cell, m_c.now);
    labels(stack, unit, maps);
    if (!hidesRegions()) {
        captions(unit, maps, seen);
        captions(unit, maps, seeing);
    }
}

// Pointed at: the same in the text's colour, and the step does not move.
void FieldPainter::hover(const cnn::FieldStack& stack, const cnn::FieldUnit& unit, const std::vector<GridPlace>& maps) {
    const auto seen = patches(stack, unit, true), seeing = patches(stack, unit, false);
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const bool below = static_cast<int>(i) <= unit.level;
        QRectF hull = (below ? seen : seeing)[i].hull(maps[i]);
        if (hull.isEmpty()) continue;
        if (hull.width() < 4) hull = QRectF(hull.center() - QPointF(2, 2), QSizeF(4, 4));
        QPen pen(m_c.text, 2);
        if (!below) pen.setDashPattern({1, 1.6});
        pen.setJoinStyle(Qt::MiterJoin);
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(hull);
    }
}

// Name and size over each map: the chosen one, the ends, then whatever still has room.
void FieldPainter::labels(const cnn::FieldStack& stack, const cnn::FieldUnit& unit,
                          const std::vector<GridPlace>& maps) {
    std::vector<int> order{unit.level, 0, stack.last()};
    for (int i = 1; i < stack.last(); ++i) order.push_back(i);
    std::vector<QRectF> taken;
    const QFont name = Style::font(m_l.text, Weight::Bold), size = Style::numberFont(0.93 * m_l.text);
    const QString widest = QString::number(stack.level(0).size);
    std::vector<bool> done(maps.size(), false);
    for (const int i : order) {
        if (done[static_cast<std::size_t>(i)]) continue;
        done[static_cast<std::size_t>(i)] = true;
        const QRectF map = maps[static_cast<std::size_t>(i)].rect();
        const QString title = i == 0 ? QString("Input") : QString::fromStdString(stack.level(i).name);
        const bool covered = m_p.covers("size") && i == unit.level;
        const QString extent = covered ? "?" : QString("%1 × %1").arg(stack.level(i).size);
        const double width =
            std::max(QFontMetricsF(name).horizontalAdvance(title), QFontMetricsF(size).horizontalAdvance(extent));
        double x = map.center().x() - width / 2;
        if (map.width() > width) x = map.left();
        x = std::clamp(x, m_l.frame.left, std::max(m_l.frame.left, m_l.frame.right - width));
        const QRectF place(x, map.top() - 2.6 * m_l.text, width, 2.6 * m_l.text);
        const auto hits = [&](const QRectF& r) { return r.intersects(place.adjusted(-8, 0, 8, 0)); };
        if (std::any_of(taken.begin(), taken.end(), hits)) continue;
        taken.push_back(place);
        const QColor colour = i == unit.level ? m_c.now : i == 0 ? m_c.input : m_c.output;
        m_painter.setFont(name);
        m_painter.setPen(colour);
        m_painter.drawText(QPointF(x, map.top() - 1.6 * m_l.text), title);
        m_painter.setFont(size);
        m_painter.setPen(m_c.dim);
        m_painter.drawText(QPointF(x, map.top() - 0.45 * m_l.text), extent);
    }
}

// Under each map how many of its cells belong to the unit.
void FieldPainter::captions(const cnn::FieldUnit& unit, const std::vector<GridPlace>& maps,
                            const std::vector<Patch>& patches) {
    const QFont font = Style::numberFont(0.93 * m_l.text, Weight::SemiBold);
    const QFontMetricsF metrics(font);
    double free = -1e9;
    m_painter.setFont(font);
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const Patch& patch = patches[i];
        const int level = static_cast<int>(i);
        if (level == unit.level || patch.rows.empty() || patch.columns.empty()) continue;
        const QString words = QString("%1 × %2").arg(patch.rows.size()).arg(patch.columns.size());
        const double width = metrics.horizontalAdvance(words);
        const QRectF map = maps[i].rect();
        const double x = std::max(m_l.frame.left, map.center().x() - width / 2);
        if (x < free) continue;
        free = x + width + 8;
        m_painter.setPen(level < unit.level ? m_c.now : m_c.dim);
        m_painter.drawText(QPointF(x, map.bottom() + 1.25 * m_l.text), words);
    }
}

} // namespace ui
