#include "ui/lessons/microscope/fact_table.h"

#include "ui/lessons/microscope/wrapped.h"

#include <cmath>

namespace ui {
namespace {

QColor toneColour(const Palette& c, FactTable::Tone tone) {
    switch (tone) {
    case FactTable::Plain:
        break;
    case FactTable::Dim:
        return c.dim;
    case FactTable::Bad:
        return c.error;
    case FactTable::Good:
        return c.output;
    }
    return c.text;
}

TextLine lineOf(const FactTable::Cell& cell, const QColor& colour) {
    return {{cell.text, colour, cell.bold ? Weight::Bold : Weight::Regular}};
}

double gapOf(double text) {
    return 0.8 * text; // before each column
}

// What the columns have to hold, in letters of a size.
struct Needs {
    Needs(const FactTable& table, double text)
        : small(std::min(text, 13.0)), columns(std::max(1.0, static_cast<double>(table.columns.size()))) {
        for (const FactTable::Row& row : table.rows) names << row.name;
        for (const QString& column : table.columns) heads << column;
    }
    double name(double text) const { return widestWord(names, text, Weight::Bold); }
    double column(const FactTable& table, double size, double text) const {
        double wide = widestWord(heads, small, Weight::Regular);
        for (const FactTable::Row& row : table.rows)
            for (const FactTable::Cell& cell : row.cells)
                wide = std::max({wide, lineWidth(lineOf(cell, {}), size),
                                 lineWidth({{cell.small, {}, Weight::Regular}}, std::min(smallestWords, size))});
        return wide + gapOf(text);
    }

    double small, columns;
    QStringList names, heads;
};

struct Layout {
    Layout(const FactTable& table, const QRectF& where, double text) : needs(table, text) {
        const double most = where.width() - needs.columns * needs.column(table, 1.1 * text, text);
        const double usual = std::max(0.2, 0.42 - 0.055 * needs.columns) * where.width();
        const double word = needs.name(std::min(text, smallestWords));
        names = std::clamp(usual, word, std::max(word, most));
        column = (where.width() - names) / needs.columns;
        for (size = 1.1 * text; size > smallestWords && needs.column(table, size, text) > column;) size -= 0.5;
        name = linesOf(needs.names, names, text, Weight::Bold);
    }
    QRectF place(std::size_t cell, const QRectF& row, double text) const {
        return {row.left() + names + static_cast<double>(cell) * column + gapOf(text), row.top(), column - gapOf(text),
                row.height()};
    }

    Needs needs;
    double names, column; // their widths
    double size;          // of the cells' letters
    Lines name;
};

void paintCell(const Brush& to, const FactTable::Cell& cell, const QRectF& where, double size, double text) {
    const TextLine line = lineOf(cell, toneColour(to.c, cell.tone));
    const double middle = where.center().y() + (cell.small.isEmpty() ? 0.36 : -0.1) * size;
    drawLine(to.painter, line, where.right() - lineWidth(line, size), middle, size);
    if (cell.small.isEmpty()) return;
    const TextLine below{{cell.small, to.c.dim, Weight::Regular}};
    const double small = fittingSize(below, where.width(), std::min(std::max(smallestWords, 0.85 * text), size),
                                     std::min(size, smallestWords));
    drawLine(to.painter, below, where.right() - lineWidth(below, small), middle + 1.25 * small, small);
}

} // namespace

double leastWidth(const FactTable& table, double text) {
    const Needs needs(table, text);
    const double least = std::min(text, smallestWords);
    return std::ceil(needs.name(least) + needs.columns * needs.column(table, least, text)) + 1;
}

void paintTable(const Brush& to, const FactTable& table, const QRectF& where, double text) {
    const Layout layout(table, where, text);
    const Paragraph title = wrapped(table.title, where.width(), 1.1 * text, text, Weight::Bold);
    double above = 0; // the names of the columns, each as wide as its column
    for (const QString& column : table.columns)
        above = std::max(above, Paragraph{column, layout.needs.small}.height(layout.column - gapOf(text)));
    const double both = std::max(1.6 * text, title.height(where.width())) + above + 0.5 * text;
    const double lines = static_cast<double>(table.rows.size());
    const double least = std::max(1.6 * text, layout.name.count * 1.2 * layout.name.size + 0.3 * text);
    const double tall = std::clamp((where.height() - both) / std::max(1.0, lines), least, std::max(least, 3.2 * text));
    const double top = where.top() + std::max(0.0, (where.height() - both - lines * tall) / 3);
    const QRectF first(where.left(), top + both, where.width(), tall);
    title.paint(to.painter, {where.left(), top, where.width(), both}, to.c.text);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const QRectF column = layout.place(i, first, text);
        Paragraph{table.columns[i], layout.needs.small}.paint(
            to.painter, {column.left(), first.top() - above - 0.2 * text, column.width(), above}, to.c.dim,
            Qt::AlignRight | Qt::AlignBottom);
    }
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const FactTable::Row& row = table.rows[i];
        const QRectF line = first.translated(0, static_cast<double>(i) * tall);
        to.fill({line.left(), line.top() - 0.5, line.width(), 1}, to.c.line);
        Paragraph{row.name, layout.name.size, row.bold ? Weight::Bold : Weight::SemiBold}.paint(
            to.painter, {line.left(), line.top(), layout.names, tall}, to.c.text, Qt::AlignLeft | Qt::AlignVCenter);
        for (std::size_t c = 0; c < row.cells.size(); ++c)
            paintCell(to, row.cells[c], layout.place(c, line, text), layout.size, text);
    }
}

} // namespace ui
