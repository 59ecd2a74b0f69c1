#include "ui/lessons/microscope/board.h"

#include "ui/figure/chart.h"
#include "ui/figure/class_colors.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/microscope/wrapped.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

Paragraph titleOf(const QString& title, double width, double text) {
    return wrapped(title, width, 1.1 * text, text, Weight::Bold);
}

// Where the fact of a tile is said, and what is wrong with it.
QString tileWords(const MapTile& tile) {
    QStringList words{tile.heading};
    if (!tile.sub.isEmpty()) words << tile.sub;
    if (!tile.high.isEmpty()) words << tile.low + " … " + tile.high;
    if (!tile.fact.isEmpty()) words << tile.fact;
    return words.join(", ");
}

} // namespace

BoardFigure::BoardFigure(QSizeF size, const Style& style, std::shared_ptr<const Board> board, const QString& pointed,
                         std::optional<CellRef> hover)
    : m_size(size), m_board(std::move(board)), m_pointed(pointed) {
    const double room = std::clamp(std::min(size.width() / 900, size.height() / 370), 0.8, 1.35);
    m_text = 13 * std::min(style.scale, 1.6) * std::max(room, 0.95);
    place();
    if (hover && !cellRect(*hover).isEmpty()) m_hover = std::move(hover);
}

Paragraph BoardFigure::leadIn(double width) const {
    return wrapped(m_board->lead, width, 1.3 * m_text, 1.1 * m_text, Weight::SemiBold);
}

Paragraph BoardFigure::noteIn(const QString& words, double width) const {
    return wrapped(words, width, m_text, 12, Weight::Regular);
}

void BoardFigure::place() {
    const Board& b = *m_board;
    const double side = 1.5 * m_text;
    const QRectF all = QRectF(QPointF(0, 0), m_size).adjusted(side, 0.4 * m_text, -side, -0.3 * m_text);
    const double lead = leadIn(all.width()).height(all.width()), note = noteIn(b.note, all.width()).height(all.width());
    m_lead = {all.left(), all.top(), all.width(), std::max(2.0 * m_text, lead)};
    const double foot = std::max(1.6 * m_text, note);
    m_note = {all.left(), all.bottom() - foot - 0.1 * m_text, all.width(), foot};
    QRectF middle(QPointF(all.left(), m_lead.bottom() + 0.2 * m_text), QPointF(all.right(), m_note.top()));
    const bool beside = !b.table.empty() || !b.chart.empty();
    QRectF left = middle;
    const double table = b.table.empty() ? 0 : leastWidth(b.table, m_text) + 1.6 * m_text;
    if (beside && !b.rows.empty())
        left.setWidth(std::min(b.tilesShare * middle.width() - 1.2 * m_text, middle.width() - table));
    const double tall = left.height() / std::max(1.0, static_cast<double>(b.rows.size()));
    double right = left.left();
    for (std::size_t i = 0; i < b.rows.size(); ++i) {
        const QRectF room(left.left(), left.top() + static_cast<double>(i) * tall, left.width(), tall);
        m_rows.emplace_back(b.rows[i].tiles, b.rowsOf, b.columnsOf, room, m_text);
        right = std::max(right, m_rows.back().right());
    }
    if (!b.rows.empty()) middle.setLeft(std::max(left.right(), right) + 1.6 * m_text);
    m_chart = m_table = middle;
    if (b.table.empty() || b.chart.empty()) return;
    m_chart.setWidth(std::min(0.54 * middle.width(), middle.width() - table));
    m_table.setLeft(m_chart.right() + 1.6 * m_text);
}

std::optional<CellRef> BoardFigure::cellAt(QPointF point) const {
    int before = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto& tiles = m_board->rows[i].tiles;
        for (std::size_t t = 0; t < tiles.size(); ++t) {
            if (!m_rows[i].picture(t).contains(point)) continue;
            auto cell = m_rows[i].at(tiles, point);
            if (cell) cell->map = before + static_cast<int>(t);
            return cell;
        }
        before += static_cast<int>(tiles.size());
    }
    return std::nullopt;
}

QRectF BoardFigure::cellRect(const CellRef& cell) const {
    int before = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto& tiles = m_board->rows[i].tiles;
        const int count = static_cast<int>(tiles.size());
        if (cell.map >= before && cell.map < before + count) {
            const auto t = static_cast<std::size_t>(cell.map - before);
            return tiles[t].part == cell.part ? m_rows[i].pixel(t, cell.y, cell.x) : QRectF();
        }
        before += count;
    }
    return {};
}

// ---- painting -------------------------------------------------------------------------------------------------------

void BoardFigure::paint(QPainter& painter, const Style& style) const {
    const Brush to{painter, style.colors()};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(0, 0), m_size), to.c.surface);
    const Board& b = *m_board;
    if (!b.trouble.isEmpty()) {
        painter.setFont(Style::font(16 * style.scale));
        painter.setPen(to.c.dim);
        painter.drawText(QRectF(QPointF(0, 0), m_size).adjusted(40, 20, -40, -20), Qt::AlignCenter | Qt::TextWordWrap,
                         b.trouble);
        return;
    }
    leadIn(m_lead.width()).paint(painter, m_lead, to.c.text, Qt::AlignLeft | Qt::AlignVCenter);
    paintRows(to);
    paintHover(to);
    if (!b.table.empty()) paintTable(to, b.table, m_table, m_text);
    if (!b.chart.empty()) paintChart(painter, style);
    noteIn(m_pointed.isEmpty() ? b.note : m_pointed, m_note.width())
        .paint(painter, m_note, m_pointed.isEmpty() ? to.c.dim : to.c.text, Qt::AlignLeft | Qt::AlignVCenter);
}

void BoardFigure::paintRows(const Brush& to) const {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const BoardRow& row = m_board->rows[i];
        m_rows[i].paint(to, row.tiles, outlineOf(row.mask, m_board->rowsOf, m_board->columnsOf));
    }
}

// The same pixel in every picture.
void BoardFigure::paintHover(const Brush& to) const {
    if (!m_hover) return;
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        for (std::size_t t = 0; t < m_board->rows[i].tiles.size(); ++t)
            to.outline(m_rows[i].pixel(t, m_hover->y, m_hover->x).adjusted(-1, -1, 1, 1), to.c.now, 2);
}

void BoardFigure::paintChart(QPainter& painter, const Style& style) const {
    const Brush to{painter, style.colors()};
    const Paragraph title = titleOf(m_board->chart.title, m_chart.width(), m_text);
    const QRectF head(m_chart.left(), m_chart.top(), m_chart.width(),
                      std::max(1.8 * m_text, title.height(m_chart.width())));
    title.paint(painter, head, to.c.text);
    const double labels = QFontMetricsF(Style::numberFont(m_text)).horizontalAdvance("100 %") + 10;
    double names = 0;
    for (const BoardChart::Curve& curve : m_board->chart.curves)
        names = std::max(names, Paragraph{curve.name, m_text, Weight::SemiBold}.width());
    names = std::min(names + m_text, 0.4 * m_chart.width());
    const Paragraph along{m_board->chart.x, m_text};
    const double below = along.height(m_chart.width() - names);
    const QRectF area(m_chart.left() + labels, head.bottom() + 0.6 * m_text, m_chart.width() - labels - names,
                      m_chart.height() - head.height() - below - 2.8 * m_text);
    paintCurves(painter, style, area);
    along.paint(painter, {m_chart.left(), area.bottom() + 1.7 * m_text, area.right() - m_chart.left(), below}, to.c.dim,
                Qt::AlignRight | Qt::AlignTop);
}

void BoardFigure::paintCurves(QPainter& painter, const Style& style, const QRectF& area) const {
    const BoardChart& chart = m_board->chart;
    const Brush to{painter, style.colors()};
    ChartPlot plot{area, {}, shareAxis(4)};
    for (const auto& [value, label] : chart.xMarks) plot.x.marks.push_back({value, label});
    const ChartBrush brush(painter, style, plot, m_text);
    brush.hairlines();
    brush.yLabels();
    brush.xLabels();
    // Names at the ends of the curves, apart from each other.
    std::vector<std::pair<double, std::size_t>> ends;
    double room = area.bottom() + 1.6 * m_text; // for those not placed yet
    for (std::size_t i = 0; i < chart.curves.size(); ++i) {
        const BoardChart::Curve& curve = chart.curves[i];
        if (curve.points.empty()) continue;
        const QColor colour = i == 0 ? to.c.text : runColor(style.theme, static_cast<int>(i));
        const QPen pen = i == 0 ? QPen(colour, 2.4) : dashedPen(colour, 2.2, 2.0 + 4.0 * static_cast<double>(i % 3), 3);
        brush.curve({curve.points, pen, curve.dots ? 4.0 : 0.0});
        ends.emplace_back(plot.within(curve.points.back()).y(), i);
    }
    std::ranges::sort(ends);
    const double width = m_chart.right() - area.right() - 0.6 * m_text;
    for (const auto& [y, i] : ends) room -= curveName(i, width).height(width);
    double least = area.top() - 0.8 * m_text;
    for (const auto& [y, i] : ends) {
        const QColor colour = i == 0 ? to.c.text : runColor(style.theme, static_cast<int>(i));
        const Paragraph name = curveName(i, width);
        const double tall = name.height(width);
        const double top = std::max(least, std::min(y - tall / 2, room));
        name.paint(painter, {area.right() + 0.6 * m_text, top, width, tall}, colour);
        least = top + tall;
        room += tall;
    }
}

Paragraph BoardFigure::curveName(std::size_t curve, double width) const {
    return wrapped(m_board->chart.curves[curve].name, width, m_text, m_text, Weight::SemiBold);
}

QString BoardFigure::describe() const {
    const Board& b = *m_board;
    if (!b.trouble.isEmpty()) return b.trouble;
    QStringList said{b.lead};
    for (const BoardRow& row : b.rows)
        for (const MapTile& tile : row.tiles) said << tileWords(tile) + '.';
    if (!b.table.empty()) said << b.table.title + ':';
    for (const FactTable::Row& row : b.table.rows) {
        QStringList facts;
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            facts << (i < b.table.columns.size() ? b.table.columns[i] + ' ' : QString()) + row.cells[i].text +
                         (row.cells[i].small.isEmpty() ? QString() : " (" + row.cells[i].small + ')');
        said << row.name + ": " + facts.join(", ") + '.';
    }
    if (!b.chart.empty()) said << b.chart.title + ':';
    for (const BoardChart::Curve& curve : b.chart.curves) {
        QStringList values;
        for (const QPointF& point : curve.points) values << percent(point.y());
        said << curve.name + ": " + values.join(", ") + '.';
    }
    said << b.note;
    if (!m_pointed.isEmpty() && m_hover) said << m_pointed;
    said.removeAll(QString());
    return said.join(' ');
}

} // namespace ui
