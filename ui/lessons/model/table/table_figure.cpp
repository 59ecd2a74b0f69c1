#include "ui/lessons/model/table/table_figure.h"

#include "ui/figure/brush.h"
#include "ui/figure/number_text.h"
#include "ui/figure/ways.h"

#include <QFontMetricsF>

#include <QFontMetricsF>

#include <algorithm>

namespace ui {
namespace {

constexpr Qt::Alignment toTheLeft = Qt::AlignLeft | Qt::AlignVCenter, toTheRight = Qt::AlignRight | Qt::AlignVCenter;

bool isNumber(ModelColumn column) {
    return column != ModelColumn::Layer && column != ModelColumn::Kind;
}

// Of a column with bars the largest value; 0: it has none.
double largestOf(const ModelTable& table, ModelColumn column) {
    if (column != ModelColumn::Parameters && column != ModelColumn::Work) return 0;
    double largest = 0;
    for (const ModelSide& side : table.sides)
        for (int row = 0; row < static_cast<int>(side.rows.size()); ++row)
            largest = std::max(largest, columnValue(side.layer(row), column));
    return largest;
}

QString ratioWords(std::size_t of, std::size_t to) {
    if (to == 0) return "–";
    return "× " + figures(static_cast<double>(of) / static_cast<double>(to));
}

} // namespace

struct TableFigure::Pen {
    Brush brush;
    const Palette& c;
    ByteUnit unit;
    double font;
    double small(double share) const { return std::max(12.0, share * font); } // of words beside the numbers
};

int TableFigure::hotPair() const {
    return m_picture.hover && m_picture.hover->part != "head" ? m_picture.hover->map : -1;
}

bool TableFigure::isCovered(int pair, std::size_t side, ModelColumn column) const {
    const auto& covered = m_picture.covered;
    return covered && covered->pair == pair && covered->side == side && covered->column == column;
}

// It would be what all others leave.
bool TableFigure::isSumCovered(ModelColumn column) const {
    return m_picture.covered && m_picture.covered->column == column;
}

QString TableFigure::said(int pair, std::size_t side, ModelColumn column, const ByteUnit& unit) const {
    if (isCovered(pair, side, column)) return "?";
    return cellWords(m_picture.table->sides[side], m_picture.table->row(pair, side), column, unit);
}

void TableFigure::paint(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    painter.fillRect(QRectF(QPointF(0, 0), m_size), c.surface);
    const Pen to{{painter, c}, c, isThere() ? unitOf(*m_picture.table) : ByteUnit{}, m_layout.font};
    if (!isThere()) {
        painter.setFont(Style::font(16 * style.scale));
        painter.setPen(c.text);
        painter.drawText(QRectF(QPointF(0, 0), m_size).adjusted(40, 20, -40, -20), Qt::AlignCenter | Qt::TextWordWrap,
                         m_picture.message);
        return;
    }
    paintDrawings(to);
    paintHead(to);
    const int shown = static_cast<int>(m_picture.table->shown.size());
    for (int i = m_layout.top; i < std::min(shown, m_layout.top + m_layout.fit); ++i) paintRow(to, i);
    if (shown == 0)
        to.brush.write(m_layout.body, ui::tr("No row has that in its name or kind."), to.font, c.dim, Weight::Regular,
                       Qt::AlignCenter);
    paintFoot(to);
    paintScrollbar(to);
}

void TableFigure::paintDrawings(const Pen& to) const {
    const ModelTable& table = *m_picture.table;
    for (std::size_t side = 0; side < table.sides.size(); ++side) {
        std::vector<int> hot;
        for (const int pair : {m_picture.current, hotPair()})
            if (pair >= 0 && pair < static_cast<int>(table.pairs.size()) && table.row(pair, side) >= 0)
                hot.push_back(table.row(pair, side));
        m_layout.networks[side].paint(to.brush.painter, to.c, hot, !isSumCovered(ModelColumn::Output));
        if (!table.isPair() || m_layout.drawings.height() <= 0) continue;
        const double wide = m_layout.drawings.width() / 2 - 12;
        const double left = m_layout.drawings.left() + static_cast<double>(side) * (wide + 24);
        to.brush.write({left, m_layout.drawings.top(), wide, 1.4 * to.font}, table.sides[side].subject->title, to.font,
                       to.c.text, Weight::SemiBold);
    }
}

void TableFigure::paintHead(const Pen& to) const {
    for (int k = 0; k < modelColumns; ++k) {
        const auto column = static_cast<ModelColumn>(k);
        const QRectF place = m_layout.cell(m_layout.head, column);
        if (place.isEmpty()) continue;
        const bool sorted = m_picture.sort == column && column != ModelColumn::Layer;
        const bool hot = m_picture.hover && m_picture.hover->part == "head" && m_picture.hover->x == k;
        const QString mark = !sorted ? QString() : m_picture.descending ? " ▾" : " ▴";
        to.brush.write(place, columnTitle(column, to.unit) + mark, to.font, sorted || hot ? to.c.now : to.c.dim,
                       Weight::SemiBold, isNumber(column) ? toTheRight : toTheLeft);
    }
    const double y = m_layout.head.bottom() - 1;
    to.brush.painter.setPen(QPen(to.c.lineStrong, 1));
    to.brush.painter.drawLine(QPointF(m_layout.head.left(), y), QPointF(m_layout.head.right(), y));
}

void TableFigure::paintRow(const Pen& to, int shown) const {
    const ModelTable& table = *m_picture.table;
    const int pair = table.shown[static_cast<std::size_t>(shown)];
    const QRectF all = m_layout.rowRect(shown);
    const bool isCurrent = pair == m_picture.current;
    if (isCurrent || pair == hotPair()) to.brush.fill(all, to.c.nowTint, 3);
    if (isCurrent) to.brush.fill({all.left() - 3, all.top(), 3, all.height()}, to.c.now, 1);
    for (std::size_t side = 0; side < table.sides.size(); ++side) {
        const QRectF line(all.left(), all.top() + static_cast<double>(side) * m_layout.row, all.width(), m_layout.row);
        paintLine(to, line, pair, side);
    }
    const bool ends = table.isPair() || shown + 1 == m_layout.top + m_layout.fit;
    if (!ends) return;
    to.brush.painter.setPen(QPen(to.c.line, 1));
    to.brush.painter.drawLine(all.bottomLeft(), all.bottomRight());
}

void TableFigure::paintLine(const Pen& to, const QRectF& line, int pair, std::size_t side) const {
    const ModelTable& table = *m_picture.table;
    if (side == 0) {
        const QRectF place = m_layout.cell(line, ModelColumn::Layer); // names of files differ at both ends
        const QFontMetricsF metrics(Style::numberFont(to.font, Weight::SemiBold));
        to.brush.write(place, metrics.elidedText(table.name(pair), Qt::ElideMiddle, place.width()), to.font, to.c.text,
                       Weight::SemiBold);
    }
    const bool hasRow = table.row(pair, side) >= 0;
    if (table.isPair()) {
        const QRectF title(m_layout.titles.left(), line.top(), m_layout.titles.width(), line.height());
        to.brush.write(title, table.sides[side].subject->title, to.small(0.9), to.c.dim);
    }
    if (!hasRow) {
        to.brush.write(m_layout.cell(line, ModelColumn::Kind), ui::tr("no such layer"), to.font, to.c.dim);
        return;
    }
    for (int k = 1; k < modelColumns; ++k) paintCell(to, line, pair, side, static_cast<ModelColumn>(k));
}

void TableFigure::paintCell(const Pen& to, const QRectF& line, int pair, std::size_t side, ModelColumn column) const {
    const ModelTable& table = *m_picture.table;
    const QRectF place = m_layout.cell(line, column);
    if (place.isEmpty()) return;
    const int row = table.row(pair, side);
    const double largest = largestOf(table, column), value = columnValue(table.sides[side].layer(row), column);
    if (largest > 0 && value > 0 && !isCovered(pair, side, column)) {
        const QRectF groove(place.left() - 3, place.top() + 2, place.width() + 6, place.height() - 4);
        const QColor tint = column == ModelColumn::Parameters ? to.c.kernel : to.c.output;
        to.brush.fill({groove.left(), groove.top(), std::max(1.5, groove.width() * value / largest), groove.height()},
                      mix(to.c.surface, tint, 0.3), 2);
    }
    const bool differs = table.differs(pair, column);
    const QColor ink = table.isPair() && side == 1 && !differs ? to.c.dim : to.c.text;
    QString text = said(pair, side, column, to.unit);
    if (column == ModelColumn::Kind) text = firstFitting({text, text.section(", ", 0, 0)}, place.width(), to.font);
    const bool isBoth = table.layer(pair, 0) && table.isPair() && table.layer(pair, 1);
    const Weight weight = isBoth && differs ? Weight::SemiBold : Weight::Regular;
    const double end = to.brush.write(place, text, to.font, text == "–" ? to.c.dim : ink, weight,
                                      isNumber(column) ? toTheRight : toTheLeft);
    if (column != ModelColumn::Kind) return;
    const QString& behind = table.sides[side].rows[static_cast<std::size_t>(row)].behind;
    const double from = end + 0.6 * to.font;
    const double wide = QFontMetricsF(Style::numberFont(to.small(0.92))).horizontalAdvance(behind);
    if (!behind.isEmpty() && from + wide <= place.right() + 0.6 * to.font)
        to.brush.write({from, place.top(), wide + 1, place.height()}, behind, to.small(0.92), to.c.dim);
}

void TableFigure::paintSum(const Pen& to, const QRectF& line, const ModelSide& side) const {
    const cnn::LayerTable& sums = side.subject->table;
    const auto write = [&](ModelColumn column, const QString& text) {
        const QRectF place = m_layout.cell(line, column);
        if (!place.isEmpty())
            to.brush.write(place, isSumCovered(column) ? "?" : text, to.font, to.c.text, Weight::SemiBold, toTheRight);
    };
    write(ModelColumn::Parameters, grouped(static_cast<qint64>(sums.parameters())));
    write(ModelColumn::Work, grouped(static_cast<qint64>(sums.multiplyAdds())));
    write(ModelColumn::Memory, to.unit.text(sums.mapBytes()));
}

void TableFigure::paintFoot(const Pen& to) const {
    const ModelTable& table = *m_picture.table;
    QRectF line(m_layout.foot.left(), m_layout.foot.top() + 0.15 * m_layout.row, m_layout.foot.width(), m_layout.row);
    to.brush.painter.setPen(QPen(to.c.lineStrong, 1));
    to.brush.painter.drawLine(m_layout.foot.topLeft(), m_layout.foot.topRight());
    for (const ModelSide& side : table.sides) {
        QRectF words(line);
        words.setRight(m_layout.cell(line, ModelColumn::Parameters).left() - 6);
        const QString sum = table.isPair() ? ui::tr("Sum of %1").arg(side.subject->title) : ui::tr("Sum");
        const QString weights =
            ui::tr("%1, %2 %3 of weights").arg(sum, to.unit.text(side.subject->table.weightBytes()), to.unit.name());
        const QFontMetricsF metrics(Style::numberFont(to.font, Weight::SemiBold));
        to.brush.write(words, metrics.horizontalAdvance(weights) <= words.width() ? weights : sum, to.font, to.c.text,
                       Weight::SemiBold);
        paintSum(to, line, side);
        line.translate(0, m_layout.row);
    }
    if (table.isPair()) {
        const cnn::LayerTable &a = table.sides[0].subject->table, &b = table.sides[1].subject->table;
        QRectF words(line);
        words.setRight(m_layout.cell(line, ModelColumn::Parameters).left() - 6);
        to.brush.writeFitting(words, ui::tr("The second is so many times the first"), to.font, to.c.dim);
        const auto write = [&](ModelColumn column, std::size_t of, std::size_t first) {
            if (const QRectF place = m_layout.cell(line, column); !place.isEmpty() && !isSumCovered(column))
                to.brush.write(place, ratioWords(of, first), to.font, to.c.text, Weight::SemiBold, toTheRight);
        };
        write(ModelColumn::Parameters, b.parameters(), a.parameters());
        write(ModelColumn::Work, b.multiplyAdds(), a.multiplyAdds());
        write(ModelColumn::Memory, b.mapBytes(), a.mapBytes());
        line.translate(0, m_layout.row);
    }
    const QString bars =
        ui::tr("For one picture, 4 bytes a number. The longest bar is the largest number of its column.");
    const QString both = ui::tr("%1 Field: pixels a value sees; jump: from one field to the next.").arg(bars);
    const QFontMetricsF metrics(Style::numberFont(to.small(0.84)));
    const bool fits = metrics.horizontalAdvance(both) <= line.width();
    to.brush.writeFitting(line, fits ? both : bars, to.small(0.84), to.c.dim);
}

void TableFigure::paintScrollbar(const Pen& to) const {
    const int shown = static_cast<int>(m_picture.table->shown.size());
    if (shown <= m_layout.fit) return;
    const QRectF groove(m_layout.body.right() - 5, m_layout.body.top() + 2, 5, m_layout.body.height() - 4);
    const double part = groove.height() * m_layout.fit / shown, from = groove.height() * m_layout.top / shown;
    to.brush.fill(groove, to.c.sunken, 2.5);
    to.brush.fill({groove.left(), groove.top() + from, groove.width(), std::max(12.0, part)}, to.c.lineStrong, 2.5);
}

// ---- in words ------------------------------------------------------------------------------------------------------

QString TableFigure::describe() const {
    if (!isThere()) return m_picture.message;
    const ModelTable& table = *m_picture.table;
    const ByteUnit unit = unitOf(table);
    QStringList lines;
    for (const int pair : table.shown)
        for (std::size_t side = 0; side < table.sides.size(); ++side) {
            const int row = table.row(pair, side);
            if (row < 0) continue;
            const auto cell = [&](ModelColumn column) { return said(pair, side, column, unit); };
            const QString whose = table.isPair() ? table.sides[side].subject->title + ", " : QString();
            lines << ui::tr("%1%2: %3, gives %4, %5 parameters, %6 multiply-adds, map %7 %8, field %9")
                         .arg(whose, cell(ModelColumn::Layer), cell(ModelColumn::Kind), cell(ModelColumn::Output),
                              cell(ModelColumn::Parameters), cell(ModelColumn::Work), cell(ModelColumn::Memory),
                              unit.name(), cell(ModelColumn::Field));
        }
    for (const ModelSide& side : table.sides) {
        const cnn::LayerTable& sums = side.subject->table;
        lines << ui::tr("%1 in all: %2 parameters, %3 multiply-adds, %4 %6 of weights, %5 %6 of maps")
                     .arg(side.subject->title,
                          isSumCovered(ModelColumn::Parameters) ? "?" : grouped(static_cast<qint64>(sums.parameters())),
                          isSumCovered(ModelColumn::Work) ? "?" : grouped(static_cast<qint64>(sums.multiplyAdds())),
                          unit.text(sums.weightBytes()), unit.text(sums.mapBytes()), unit.name());
    }
    return lines.join("; ") + '.';
}

std::optional<CellRef> TableFigure::cellAt(QPointF point) const {
    if (!isThere()) return std::nullopt;
    const ModelTable& table = *m_picture.table;
    for (std::size_t side = 0; side < table.sides.size(); ++side)
        if (const int row = m_layout.networks[side].rowAt(point); row >= 0)
            for (int pair = 0; pair < static_cast<int>(table.pairs.size()); ++pair)
                if (table.row(pair, side) == row) return CellRef{"block", pair, static_cast<int>(side), 0};
    const auto column = [&]() -> int {
        int nearest = 0;
        for (int k = 0; k < modelColumns; ++k)
            if (const QRectF& place = m_layout.columns[static_cast<std::size_t>(k)];
                !place.isEmpty() && point.x() >= place.left() - m_layout.font / 2)
                nearest = k;
        return nearest;
    };
    if (m_layout.head.contains(point)) return CellRef{"head", 0, 0, column()};
    if (!m_layout.body.contains(point)) return std::nullopt;
    const auto line = static_cast<int>((point.y() - m_layout.body.top()) / m_layout.row);
    const int shown = m_layout.top + line / m_layout.lines;
    if (shown >= static_cast<int>(table.shown.size())) return std::nullopt;
    return CellRef{"layer", table.shown[static_cast<std::size_t>(shown)], line % m_layout.lines, column()};
}

QRectF TableFigure::cellRect(const CellRef& cell) const {
    if (!isThere()) return {};
    const ModelTable& table = *m_picture.table;
    if (cell.x < 0 || cell.x >= modelColumns) return {};
    if (cell.part == "head") return m_layout.cell(m_layout.head, static_cast<ModelColumn>(cell.x));
    const bool known = cell.map >= 0 && cell.map < static_cast<int>(table.pairs.size()) && cell.y >= 0 &&
                       cell.y < static_cast<int>(table.sides.size());
    if (!known) return {};
    if (cell.part == "block")
        return m_layout.networks[static_cast<std::size_t>(cell.y)].slot(
            table.row(cell.map, static_cast<std::size_t>(cell.y)));
    const auto shown = std::ranges::find(table.shown, cell.map);
    if (cell.part != "layer" || shown == table.shown.end()) return {};
    QRectF line = m_layout.rowRect(static_cast<int>(shown - table.shown.begin()));
    if (line.isEmpty()) return {};
    line.setTop(line.top() + cell.y * m_layout.row);
    line.setHeight(m_layout.row);
    return m_layout.cell(line, static_cast<ModelColumn>(cell.x));
}

} // namespace ui
