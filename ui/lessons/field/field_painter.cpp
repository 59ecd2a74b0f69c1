#include "ui/lessons/field/field_painter.h"

#include "ui/figure/map_painter.h"
#include "ui/figure/now_parts.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/field/field_words.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <algorithm>
#include <numeric>

namespace ui {
namespace {

constexpr double smallestText = 12;
const QStringList tableHeads{"layer", "as text", "size", "field", "jump", "start"};

QString shortened(double value) {
    return QString::number(value, 'g', 8).replace('-', QChar(0x2212));
}

} // namespace

// ---- the maps ------------------------------------------------------------------------------------------------------

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
            patch = {{unit.y}, {unit.x}};
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
void FieldPainter::beams(int level, const std::vector<QRectF>& blocks) {
    for (int i = 0; i < level; ++i) {
        const QRectF &from = blocks[static_cast<std::size_t>(i)], &to = blocks[static_cast<std::size_t>(i + 1)];
        if (from.isEmpty() || to.isEmpty()) continue;
        const QRectF room = from.united(to).adjusted(-2, -2, 2, 2);
        paintBeam(m_painter, m_c, {from.topRight(), from.bottomRight(), to.topLeft(), to.bottomLeft(), room, room});
    }
}

void FieldPainter::cone(int level, const std::vector<QRectF>& blocks) {
    beams(level, blocks);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const bool below = static_cast<int>(i) < level;
        if (blocks[i].isEmpty() || static_cast<int>(i) == level) continue;
        QPen pen(below ? m_c.now : m_c.lineStrong, below ? 2.5 : 2);
        if (!below) pen.setDashPattern({1, 1.6});
        pen.setJoinStyle(Qt::MiterJoin);
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(blocks[i]);
    }
}

void FieldPainter::chosen(QRectF cell) {
    if (cell.width() < 5) cell = QRectF(cell.center() - QPointF(2.5, 2.5), QSizeF(5, 5));
    m_painter.fillRect(cell, m_c.now);
}

std::vector<QRectF> FieldPainter::blocks(const cnn::FieldStack& stack, const cnn::FieldUnit& unit,
                                         const std::vector<GridPlace>& maps) {
    const auto seen = patches(stack, unit, true), seeing = patches(stack, unit, false);
    std::vector<QRectF> all;
    for (std::size_t i = 0; i < maps.size(); ++i)
        all.push_back((static_cast<int>(i) <= unit.level ? seen : seeing)[i].hull(maps[i]));
    return all;
}

// As strip() marks them, with the lines between cells showing through.
void FieldPainter::moving(int level, const std::vector<QRectF>& blocks) {
    QColor region = m_c.now;
    region.setAlphaF(0.30F);
    for (int i = 0; !hidesRegions() && i < level; ++i) m_painter.fillRect(blocks[static_cast<std::size_t>(i)], region);
    if (!hidesRegions()) cone(level, blocks);
    chosen(blocks[static_cast<std::size_t>(level)]);
}

void FieldPainter::strip(const cnn::FieldStack& stack, const cnn::FieldUnit& unit, const std::vector<GridPlace>& maps) {
    const auto seen = patches(stack, unit, true), seeing = patches(stack, unit, false);
    const QColor region = mix(m_c.surface, m_c.now, 0.30), watcher = mix(m_c.surface, m_c.lineStrong, 0.45);
    const bool marked = !hidesRegions() && !m_resting;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const bool covered = m_p.covers("size") && static_cast<int>(i) == unit.level;
        ground(maps[i], i == 0, covered);
        if (marked && static_cast<int>(i) < unit.level) fill(maps[i], seen[i], region);
        if (marked && static_cast<int>(i) > unit.level) fill(maps[i], seeing[i], watcher);
        if (!covered) grid(maps[i]);
    }
    const std::vector<QRectF> now = blocks(stack, unit, maps);
    if (marked) cone(unit.level, now);
    if (!m_resting) chosen(now[static_cast<std::size_t>(unit.level)]);
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

// ---- the table -----------------------------------------------------------------------------------------------------

void FieldPainter::card(const QRectF& rect) {
    m_painter.setPen(QPen(m_c.line, 1));
    m_painter.setBrush(m_c.surface);
    m_painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
}

QStringList FieldPainter::rowOf(int level) const {
    const cnn::FieldLevel& l = m_p.stack->level(level);
    const auto hidden = [&](const char* id, const QString& text) {
        return level == m_p.unit.level && m_p.covers(id) ? "?" : text;
    };
    const QString layer = level == 0
                              ? QString()
                              : QString::fromStdString(m_p.stack->layers()[static_cast<std::size_t>(level - 1)].text());
    return {QString::fromStdString(l.name),
            layer,
            hidden("size", QString("%1 × %1").arg(l.size)),
            hidden("field", QString::number(l.field)),
            hidden("jump", QString::number(l.jump)),
            hidden("start", shortened(l.start))};
}

// As wide as what stands in them, the rest of the room between them; smaller letters before columns meet.
FieldPainter::Columns FieldPainter::columns() const {
    const double room = m_l.table.width() - 1.6 * m_l.row;
    for (Columns columns{m_l.small, {}, 0};; --columns.size) {
        columns.size = std::max(columns.size, smallestText);
        columns.widths.assign(static_cast<std::size_t>(tableHeads.size()), 0);
        const auto widen = [&](const QStringList& words, Weight weight) {
            for (std::size_t i = 0; i < columns.widths.size(); ++i)
                columns.widths[i] = std::max(columns.widths[i],
                                             lineWidth({{words[static_cast<qsizetype>(i)], {}, weight}}, columns.size));
        };
        widen(tableHeads, Weight::Regular);
        for (int i = 0; i < m_l.rows; ++i) widen(rowOf(m_l.firstRow + i), Weight::Bold);
        const double all = std::accumulate(columns.widths.begin(), columns.widths.end(), 0.0);
        columns.gap = (room - all) / static_cast<double>(columns.widths.size() - 1);
        if (columns.gap >= 0.6 * columns.size || columns.size <= smallestText) return columns;
    }
}

void FieldPainter::cells(const Columns& columns, const QStringList& words, double baseline,
                         const std::vector<QColor>& colours, Weight weight) {
    double x = m_l.table.left() + 0.8 * m_l.row;
    for (std::size_t i = 0; i < columns.widths.size(); ++i) {
        const TextLine line{{words[static_cast<qsizetype>(i)], colours[std::min(i, colours.size() - 1)], weight}};
        const double indent = i < 2 ? 0 : columns.widths[i] - lineWidth(line, columns.size); // numbers end alike
        drawLine(m_painter, line, x + indent, baseline, columns.size);
        x += columns.widths[i] + columns.gap;
    }
}

void FieldPainter::tableRow(const Columns& columns, int level, double baseline) {
    const bool now = level == m_p.unit.level;
    if (now) {
        const QRectF row(m_l.table.left() + 5, baseline - 1.16 * m_l.small, m_l.table.width() - 10, m_l.row);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_c.nowTint);
        m_painter.drawRoundedRect(row, 5, 5);
    }
    if (now)
        cells(columns, rowOf(level), baseline, {m_c.now}, Weight::Bold);
    else
        cells(columns, rowOf(level), baseline, {m_c.text, m_c.dim, m_c.text}, Weight::Regular);
}

void FieldPainter::table() {
    card(m_l.table);
    double y = m_l.table.top() + 1.5 * m_l.row;
    const Columns columns = this->columns();
    cells(columns, tableHeads, y - 0.2 * m_l.row, {m_c.dim}, Weight::Regular);
    for (int i = 0; i < m_l.rows; ++i) tableRow(columns, m_l.firstRow + i, y + (i + 0.85) * m_l.row);
    y += (m_l.rows + 0.35) * m_l.row;
    if (m_l.formulas == 0) return;
    const double left = m_l.table.left() + 0.8 * m_l.row, right = m_l.table.right() - 0.8 * m_l.row;
    m_painter.setPen(QPen(m_c.line, 1));
    m_painter.drawLine(QPointF(left, y), QPointF(right, y));
    for (const TextLine& line : fieldFormulas(*m_p.stack, m_p.unit.level, m_c, m_p.covered)) {
        y += m_l.row;
        const TextLine sum(line.begin() + 2, line.end());
        const double name = lineWidth({line.front()}, m_l.small) + 0.8 * m_l.small;
        const double at = left + std::max(name, columns.widths[0] + columns.gap);
        drawLine(m_painter, {line.front()}, left, y, m_l.small);
        drawLine(m_painter, sum, at, y, fittingSize(sum, right - at, m_l.small, 12));
    }
}

// ---- the measured field --------------------------------------------------------------------------------------------

// The theoretical field over the picture: beyond the input's border it is dashed.
void FieldPainter::box(const QRectF& picture) {
    const auto& stack = *m_p.measuredStack;
    const auto rows = stack.field(m_p.measuredUnit.level, m_p.measuredUnit.y);
    const auto across = stack.field(m_p.measuredUnit.level, m_p.measuredUnit.x);
    const double s = m_l.pixels.side;
    const QRectF whole(picture.left() + static_cast<double>(across.first) * s,
                       picture.top() + static_cast<double>(rows.first) * s, static_cast<double>(across.size()) * s,
                       static_cast<double>(rows.size()) * s);
    const QRectF room =
        picture.adjusted(-picture.width() / 2, -picture.height() / 2, picture.width() / 2, picture.height() / 2);
    m_painter.save();
    m_painter.setClipRect(m_l.panel);
    m_painter.setBrush(Qt::NoBrush);
    QPen pen(m_c.now, 2, Qt::CustomDashLine);
    pen.setDashPattern({4, 3});
    pen.setJoinStyle(Qt::MiterJoin);
    const QRectF inside = whole & picture;
    m_painter.setPen(pen);
    if (inside != whole) m_painter.drawRect(whole & room);
    m_painter.setPen(
        QPen(digitOn(unsignedRamp(0)), 4.5, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin)); // seen on any colour
    if (!inside.isEmpty()) m_painter.drawRect(inside);
    m_painter.setPen(QPen(m_c.now, 2.5, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    if (!inside.isEmpty()) m_painter.drawRect(inside);
    m_painter.restore();
}

void FieldPainter::panelWords(const QRectF& at) {
    const double largest = static_cast<double>(m_p.measured->array().maxCoeff());
    const std::int64_t full = m_p.measuredStack->level(m_p.measuredUnit.level).field;
    double y = at.top() + m_l.small;
    const auto say = [&](const TextLine& line, double size, double smallest) {
        drawLine(m_painter, line, at.left(), y, fittingSize(line, at.width(), size, smallest));
        y += 1.5 * size;
    };
    say({{fieldPanelWords[0], m_c.dim}}, m_l.small, 12);
    say({{QString("%1 × %1").arg(full), m_c.now, Weight::Bold}}, 1.5 * m_l.small, 12);
    y += 0.3 * m_l.small;
    say({{fieldPanelWords[1], m_c.dim}}, m_l.small, 12);
    say({{QString("%1 × %1").arg(m_p.half), m_c.text, Weight::Bold}}, 1.5 * m_l.small, 12);
    y += 0.2 * m_l.small;
    if (at.bottom() - y < 3.6 * m_l.small) return;
    const QRectF ramp(at.left(), y, at.width(), 0.7 * m_l.small);
    paintRamp(m_painter, ramp, Ramp::Unsigned);
    y = ramp.bottom() + 1.2 * m_l.small;
    const double room = at.width() - 1.2 * m_l.small;
    TextLine high{{figures(100 * largest) + " % a pixel", m_c.dim}};
    if (lineWidth(high, 12) > room) high.front().text = figures(100 * largest) + " %";
    const double size = fittingSize(high, room, 0.93 * m_l.small, 12);
    drawLine(m_painter, {{"0", m_c.dim}}, at.left(), y, size);
    drawLine(m_painter, high, at.right() - lineWidth(high, size), y, size);
}

void FieldPainter::panel() {
    card(m_l.panel);
    const double left = m_l.panel.left() + 0.8 * m_l.row, right = m_l.panel.right() - 0.8 * m_l.row;
    const double y = m_l.panel.top() + 1.3 * m_l.row;
    TextLine title{{"Measured", m_c.text, Weight::Bold}, {"  " + networkWords(m_p.network), m_c.dim}};
    while (lineWidth(title, 12) > right - left && title.back().text.contains(','))
        title.back().text.truncate(title.back().text.lastIndexOf(','));
    drawLine(m_painter, title, left, y, fittingSize(title, right - left, m_l.small, 12));
    if (!m_p.measured || hidesRegions()) {
        m_painter.setFont(Style::font(m_l.small));
        m_painter.setPen(m_c.dim);
        const QString words = hidesRegions() ? QString("?") : m_p.state;
        m_painter.drawText(QRectF(left, y + m_l.row, right - left, m_l.panel.bottom() - y - 2 * m_l.row),
                           Qt::AlignLeft | Qt::TextWordWrap, words);
        return;
    }
    const QRectF picture = m_l.pixels.rect();
    const double largest = static_cast<double>(m_p.measured->array().maxCoeff());
    paintMap(m_painter, picture,
             mapImage(m_p.measured->values(), m_l.pixels.rows, m_l.pixels.columns, Ramp::Unsigned, largest));
    box(picture);
    const double words = left + m_l.picture + 0.6 * m_l.row;
    panelWords(QRectF(QPointF(words, picture.top()), QPointF(right, m_l.panel.bottom() - 0.6 * m_l.row)));
}

// ---- two stacks ----------------------------------------------------------------------------------------------------

void FieldPainter::block(const cnn::FieldStack& stack, const QRectF& at, int field) {
    card(at);
    const double left = at.left() + 0.9 * m_l.row, width = at.width() - 1.8 * m_l.row;
    double y = at.top() + 1.4 * m_l.row;
    const auto say = [&](const TextLine& line, double size) {
        drawLine(m_painter, line, left, y, fittingSize(line, width, size, 12));
        y += 1.55 * size;
    };
    const bool noWeights = m_p.covers("weights");
    const std::int64_t weights = stack.weightsPerChannelPair();
    const double large = 1.75 * m_l.small;
    say({{"the field of one unit", m_c.dim}}, m_l.small);
    y += 0.45 * large;
    say({{hidesRegions() ? QString("?") : QString("%1 × %1").arg(field), hidesRegions() ? m_c.dim : m_c.now,
          Weight::Bold},
         {"  pixels", m_c.text, Weight::Regular, 0.6}},
        large);
    y += 0.3 * m_l.small;
    say({{"weights for each pair of channels", m_c.dim}}, m_l.small);
    y += 0.45 * large;
    say({{noWeights ? QString("?") : weightSum(stack), noWeights ? m_c.dim : m_c.kernel, Weight::Bold}}, large);
    y += 0.3 * m_l.small;
    if (at.bottom() - y < 1.2 * m_l.row || noWeights) return;
    say({{ui::tr("with %1 channels everywhere").arg(m_p.width), m_c.dim}}, m_l.small);
    if (at.bottom() - y < 0.4 * m_l.row) return;
    say({{QString("%1 × %2 × %2 = ").arg(weights).arg(m_p.width), m_c.text},
         {grouped(weights * m_p.width * m_p.width), m_c.kernel, Weight::SemiBold}},
        m_l.small);
}

} // namespace ui
