#include "ui/lessons/training/classes/confusion_grid.h"

#include "ui/lessons/training/classes/example_tiles.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double digitsFrom = 26; // a cell's side from which its count can be read
constexpr double mostNames = 0.4; // of the room, for the names of the rows

double widest(const QStringList& names, double text) {
    const QFontMetricsF metrics(Style::numberFont(text, Weight::Bold)); // as it is when pointed at
    double width = 0;
    for (const QString& name : names) width = std::max(width, metrics.horizontalAdvance(name));
    return width;
}

// Digits, say: they stand for themselves, and no other number may stand beside them.
bool areNumbers(const QStringList& names) {
    return std::ranges::all_of(names, [](const QString& name) {
        bool isNumber = false;
        name.toInt(&isNumber);
        return isNumber;
    });
}

} // namespace

std::optional<CellRef> stillThere(std::optional<CellRef> cell, const ConfusionPicture& picture, std::size_t examples) {
    const auto within = [](int index, int count) { return index >= 0 && index < count; };
    const int classes = picture.confusion.classes;
    if (!cell || !within(cell->y, classes) || !within(cell->x, classes)) return std::nullopt;
    if (cell->part == ExampleTiles::part && !within(cell->map, static_cast<int>(examples))) return std::nullopt;
    return cell;
}

ConfusionGrid::ConfusionGrid(const ConfusionPicture& picture, const QRectF& room, double text, bool all)
    : m_ofClasses(picture.confusion.classes), m_text(text), m_numbersAreNames(areNumbers(picture.classNames)) {
    // Of a part the counts can be read.
    const double beside = std::min(widest(picture.classNames, text), mostNames * room.width()) + 8 + 4 * text;
    const double across = std::min(room.height() - 1.35 * text - 4, room.width() - beside);
    const int readable = std::max(6, static_cast<int>(across / digitsFrom));
    m_shown = mostConfused(picture.confusion, all || m_ofClasses <= mostWhole ? m_ofClasses : readable);
    m_classes = static_cast<int>(m_shown.size());
    QStringList shownNames;
    for (const int c : m_shown) shownNames << picture.classNames[c];
    const double names = widest(shownNames, text);
    m_cutsNames = names > mostNames * room.width();
    m_number = m_numbersAreNames ? names : widest({QString::number(m_ofClasses)}, text);
    const double line = 1.35 * text, left = std::min(names, mostNames * room.width()) + 8;
    const auto side = [&](double leftOf, double below) {
        return std::min(room.width() - leftOf, room.height() - below) / m_classes;
    };
    if (names <= side(left, line + 4) - 2)
        m_columns = Columns::Names;
    else if (side(left, 2 * line + 4) >= digitsFrom && names <= 2 * side(left, 2 * line + 4) - 6)
        m_columns = Columns::NamesOnTwoLines;
    else
        m_columns = Columns::Numbers;
    fit(room, m_columns == Columns::Numbers && !m_numbersAreNames ? left + m_number + 0.4 * text : left);
}

void ConfusionGrid::fit(const QRectF& room, double names) {
    const double below = (m_columns == Columns::NamesOnTwoLines ? 2 : 1) * 1.35 * m_text + 4;
    const double side = std::min(room.width() - names, room.height() - below) / m_classes;
    m_cell = side >= 8 ? std::floor(side) : std::max(0.5, side);
    m_gap = m_cell >= 48 ? 4 : m_cell >= digitsFrom ? 2 : m_cell >= 12 ? 1 : 0;
    m_cells = QRectF(room.left() + names, room.top(), m_classes * m_cell, m_classes * m_cell);
    m_bounds = QRectF(room.topLeft(), QPointF(m_cells.right(), m_cells.bottom() + below));
}

QRectF ConfusionGrid::place(int row, int column) const {
    return QRectF(m_cells.left() + column * m_cell, m_cells.top() + row * m_cell, m_cell - m_gap, m_cell - m_gap);
}

QRectF ConfusionGrid::cellRect(int truth, int said) const {
    const auto row = std::ranges::lower_bound(m_shown, truth), column = std::ranges::lower_bound(m_shown, said);
    if (row == m_shown.end() || *row != truth || column == m_shown.end() || *column != said) return {};
    return place(static_cast<int>(row - m_shown.begin()), static_cast<int>(column - m_shown.begin()));
}

QString ConfusionGrid::partWords(bool briefly) const {
    if (m_classes == m_ofClasses) return {};
    return (briefly ? tr("%1 of %2 classes") : tr("the %1 most confused of %2 classes"))
        .arg(m_classes)
        .arg(m_ofClasses);
}

std::optional<CellRef> ConfusionGrid::at(QPointF point) const {
    if (!m_cells.contains(point)) return std::nullopt;
    const auto shown = [&](double along) {
        return m_shown[static_cast<std::size_t>(std::clamp(static_cast<int>(along / m_cell), 0, m_classes - 1))];
    };
    return CellRef{part, 0, shown(point.y() - m_cells.top()), shown(point.x() - m_cells.left())};
}

// Of rows or columns that are too close for `needed` pixels each, every second or third has its name.
int ConfusionGrid::everyNth(double needed) const {
    return std::max(1, static_cast<int>(std::ceil(needed / m_cell - 1e-9)));
}

void ConfusionGrid::rowName(const Brush& brush, const ConfusionPicture& picture, int row, bool hot) const {
    if (!hot && row % everyNth(1.05 * m_text) != 0) return;
    const QRectF cell = place(row, 0);
    const int which = m_shown[static_cast<std::size_t>(row)];
    QRectF where(m_bounds.left(), cell.center().y() - m_text, m_cells.left() - m_bounds.left() - 6, 2 * m_text);
    const QColor colour = hot ? brush.c.text : brush.c.dim;
    const Weight weight = hot ? Weight::Bold : Weight::Regular;
    const auto right = Qt::AlignRight | Qt::AlignVCenter;
    if (m_columns == Columns::Numbers && !m_numbersAreNames) {
        brush.write(where, QString::number(which + 1), m_text, colour, weight, right);
        where.setRight(where.right() - m_number - 0.4 * m_text);
    }
    brush.write(where, picture.classNames[which], m_text, colour, weight, right);
}

void ConfusionGrid::columnName(const Brush& brush, const ConfusionPicture& picture, int column, bool hot) const {
    const bool lower = m_columns == Columns::NamesOnTwoLines && column % 2 == 1;
    const bool numbered = m_columns == Columns::Numbers && !m_numbersAreNames;
    const int which = m_shown[static_cast<std::size_t>(column)];
    const QString name = numbered ? QString::number(which + 1) : picture.classNames[which];
    if (!hot && m_columns == Columns::Numbers && column % everyNth(m_number + 2) != 0) return;
    const double line = 1.35 * m_text;
    const double width =
        m_columns == Columns::Numbers ? m_number + 8 : (m_columns == Columns::NamesOnTwoLines ? 2 : 1) * m_cell;
    const double top = m_cells.bottom() - m_gap + 4 + (lower ? line : 0);
    const QRectF where(place(0, column).center().x() - width / 2, top, width, line);
    brush.write(where, name, m_text, hot ? brush.c.text : brush.c.dim, hot ? Weight::Bold : Weight::Regular,
                Qt::AlignHCenter | Qt::AlignVCenter);
}

void ConfusionGrid::cell(const Brush& brush, const ConfusionPicture& picture, int truth, int said) const {
    const QRectF where = cellRect(truth, said);
    const int count = picture.confusion.at(truth, said);
    // The root, so that rare mistakes can be told from none.
    const QColor ground = count == 0
                              ? brush.c.window
                              : unsignedRamp(std::sqrt(count / static_cast<double>(picture.confusion.images(truth))));
    brush.fill(where, ground, m_cell >= 48 ? 6 : m_cell >= digitsFrom ? 4 : m_cell >= 12 ? 2 : 0);
    if (count == 0 || m_cell < digitsFrom) return;
    const QString number = QString::number(count);
    const double fits = (m_cell - m_gap - 0.5) / (0.64 * static_cast<double>(number.size()));
    const double size = std::min(std::max(12.0, 0.42 * m_cell), fits);
    brush.write(where, number, size, digitOn(ground), truth == said ? Weight::SemiBold : Weight::Regular,
                Qt::AlignHCenter | Qt::AlignVCenter);
}

void ConfusionGrid::paint(const Brush& brush, const ConfusionPicture& picture, const std::optional<CellRef>& hover,
                          const std::optional<CellRef>& chosen) const {
    const bool hot = hover && hover->part == part;
    for (int i = 0; i < m_classes; ++i) {
        const int which = m_shown[static_cast<std::size_t>(i)];
        rowName(brush, picture, i, hot && hover->y == which);
        columnName(brush, picture, i, hot && hover->x == which);
        for (const int said : m_shown) cell(brush, picture, which, said);
    }
    const auto frame = [&](const CellRef& which, const QColor& colour, double width) {
        if (cellRect(which.y, which.x).isEmpty()) return;
        const double out = width / 2 + (m_gap > 1 ? 0 : -0.5);
        brush.outline(cellRect(which.y, which.x).adjusted(-out, -out, out, out), colour, width, m_cell >= 26 ? 5 : 2);
    };
    if (chosen && chosen->part == part) frame(*chosen, brush.c.now, 3);
    if (hot) frame(*hover, brush.c.text, 2);
}

} // namespace ui
