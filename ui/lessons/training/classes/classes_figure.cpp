#include "ui/lessons/training/classes/classes_figure.h"

#include "ui/figure/number_text.h"
#include "ui/figure/ways.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {
ClassesFigure::ClassesFigure(QSizeF size, const Style& style, std::shared_ptr<const ClassesPicture> picture,
                             std::optional<CellRef> hover)
    : m_size(size), m_unit(std::clamp(std::min(size.width() / 1190, size.height() / 550), 0.8, 4.0) * style.scale),
      m_text(13 * std::max(m_unit, style.scale)), m_picture(std::move(picture)),
      m_hover(stillThere(std::move(hover), m_picture->confusion, m_picture->shown.size())) {
    const ConfusionPicture& p = m_picture->confusion;
    const double pad = 20 * m_unit, head = 2.1 * m_text;
    m_head = QRectF(pad, 0.3 * pad, size.width() - 2 * pad, head);
    const double top = m_head.bottom() + 0.2 * pad, bottom = size.height() - 0.6 * pad;
    m_grid.emplace(p, QRectF(pad, top, 0.55 * size.width(), bottom - top), m_text, m_picture->whole);
    m_head.setWidth(m_grid->bounds().width());
    const double left = m_grid->bounds().right() + 2 * pad, right = size.width() - pad;
    m_barsHead = QRectF(left, m_head.top(), right - left, head);
    // The bars get what they can use, the images what is left, but room for one row of them.
    const double side = std::max(28.0, 14 * std::round(56 * m_unit / 14));
    const double tiles = head + 0.4 * pad + 2.8 * m_text + side;
    chooseBars(bottom - top - tiles);
    const auto rows = static_cast<double>(m_barClasses.size()) + (p.confusion.classes > ssize(m_barClasses) ? 1 : 0);
    const double row = std::clamp((bottom - top - tiles) / std::max(1.0, rows), 4.0, 1.75 * m_text);
    m_bars = QRectF(left, top, right - left, std::min(bottom - top - tiles, row * rows));
    m_tilesHead = QRectF(left, m_bars.bottom() + 0.4 * pad, right - left, head);
    const QRectF room(QPointF(left, m_tilesHead.bottom() + 2), QPointF(right, bottom + 6));
    m_tiles.emplace(m_picture->shown, p.classNames, room, std::max(12.0, 0.9 * m_text), side);
}

QString ClassesFigure::pointedAt() const {
    if (!m_hover) return {};
    const ConfusionPicture& p = m_picture->confusion;
    if (m_hover->part == ConfusionGrid::part) return cellWords(p, m_hover->y, m_hover->x);
    if (m_hover->part == barPart) return cellWords(p, m_hover->y, m_hover->y);
    return exampleWords(p, m_picture->shown[static_cast<std::size_t>(m_hover->map)]);
}

QString ClassesFigure::shownWords() const {
    const auto& chosen = m_picture->chosen;
    if (chosen) return cellWords(m_picture->confusion, chosen->y, chosen->x);
    return m_picture->shown.empty() ? tr("No mistakes") : tr("Surest mistakes");
}

// As many as can be read in that height.
void ClassesFigure::chooseBars(double most) {
    const cnn::Confusion& confusion = m_picture->confusion.confusion;
    m_barClasses.resize(static_cast<std::size_t>(confusion.classes));
    std::iota(m_barClasses.begin(), m_barClasses.end(), 0);
    const int fitting = std::max(3, static_cast<int>(most / (1.25 * m_text)));
    if (confusion.classes <= fitting) return;
    std::stable_sort(m_barClasses.begin(), m_barClasses.end(), [&](int a, int b) {
        const bool noneOfA = confusion.images(a) == 0, noneOfB = confusion.images(b) == 0;
        return noneOfA != noneOfB ? noneOfB : confusion.accuracy(a) < confusion.accuracy(b);
    });
    m_barClasses.resize(static_cast<std::size_t>(fitting) - 1);
}

QRectF ClassesFigure::barRow(int c) const {
    const auto at = std::ranges::find(m_barClasses, c);
    if (at == m_barClasses.end()) return {};
    const bool part = ssize(m_barClasses) < m_picture->confusion.confusion.classes;
    const double row = m_bars.height() / static_cast<double>(ssize(m_barClasses) + (part ? 1 : 0));
    return {m_bars.left(), m_bars.top() + static_cast<double>(at - m_barClasses.begin()) * row, m_bars.width(), row};
}

void ClassesFigure::paintBars(const Brush& brush) const {
    const ConfusionPicture& p = m_picture->confusion;
    const int worst = worstClass(p.confusion);
    const QFontMetricsF metrics(Style::numberFont(m_text, Weight::Bold));
    double names = 0;
    for (const int c : m_barClasses) names = std::max(names, metrics.horizontalAdvance(p.classNames[c]));
    names = std::min(names, 0.35 * m_bars.width()) + 10;
    const double number = metrics.horizontalAdvance("100.0 %") + 8;
    for (const int c : m_barClasses) {
        const QRectF row = barRow(c);
        const bool hot = m_hover && m_hover->part == barPart && m_hover->y == c, worstOne = c == worst;
        const Weight weight = hot || worstOne ? Weight::Bold : Weight::Regular;
        const double height = std::clamp(0.62 * row.height(), 2.0, 16 * m_unit);
        QRectF bar(row.left() + names, row.center().y() - height / 2, row.width() - names - number, height);
        brush.fill(bar, brush.c.window, 3);
        const double share = p.confusion.accuracy(c);
        bar.setWidth(std::max(1.5, bar.width() * share));
        brush.fill(bar, worstOne ? brush.c.error : brush.c.lineStrong, std::min(3.0, bar.width() / 2));
        if (hot) brush.outline(bar.adjusted(-1, -1, 1, 1), brush.c.text, 2, 3);
        const QColor colour = worstOne ? brush.c.error : hot ? brush.c.text : brush.c.dim;
        QRectF name = row;
        name.setWidth(names - 10);
        brush.write(name, p.classNames[c], m_text, hot || worstOne ? brush.c.text : brush.c.dim, weight,
                    Qt::AlignRight | Qt::AlignVCenter);
        brush.write(row, p.confusion.images(c) == 0 ? tr("none") : percent(share), m_text, colour, weight,
                    Qt::AlignRight | Qt::AlignVCenter);
    }
    if (const auto more = p.confusion.classes - ssize(m_barClasses); more > 0) {
        const QRectF last = barRow(m_barClasses.back());
        brush.write(last.translated(0, last.height()), tr("the lowest first, and %1 more classes").arg(more), m_text,
                    brush.c.dim);
    }
}

void ClassesFigure::paint(QPainter& painter, const Style& style) const {
    const Brush brush{painter, style.colors()};
    const ConfusionPicture& p = m_picture->confusion;
    const double head = 1.15 * m_text;
    brush.fill(QRectF(QPointF(0, 0), m_size), brush.c.surface);
    QRectF rest = m_head;
    const QString words = pointedAt();
    const bool ofGrid = m_hover && m_hover->part == ConfusionGrid::part;
    rest.setLeft(brush.write(rest, tr("Confusion"), head, brush.c.text, Weight::Bold) + 12);
    const QString part = m_grid->partWords();
    const QStringList axes{tr("row: true class, column: what the network says"), tr("row: true class")};
    brush.writeFitting(rest,
                       ofGrid           ? words
                       : part.isEmpty() ? firstFitting(axes, rest.width(), m_text)
                                        : part,
                       m_text, ofGrid ? brush.c.text : brush.c.dim, ofGrid ? Weight::SemiBold : Weight::Regular);
    m_grid->paint(brush, p, m_hover, m_picture->chosen);

    rest = m_barsHead;
    rest.setLeft(brush.write(rest, tr("Accuracy by class"), head, brush.c.text, Weight::Bold) + 12);
    brush.write(rest, firstFitting({accuracyWords(p), shortAccuracyWords(p)}, rest.width(), m_text), m_text,
                brush.c.dim);
    paintBars(brush);

    rest = m_tilesHead;
    const bool ofTile = m_hover && m_hover->part == ExampleTiles::part;
    if (ofTile) {
        brush.writeFitting(rest, words, m_text, brush.c.text, Weight::SemiBold);
    } else {
        rest.setLeft(brush.write(rest, shownWords(), head, brush.c.text, Weight::Bold) + 12);
        brush.write(rest, firstFitting({tr("click: through the network")}, rest.width(), m_text), m_text, brush.c.dim);
    }
    m_tiles->paint(brush, m_picture->shown, p.classNames, m_hover);
}

QString ClassesFigure::describe() const {
    const ConfusionPicture& p = m_picture->confusion;
    QStringList said{tr("Confusion. ") + confusionInWords(p)};
    for (int c = 0; c < p.confusion.classes; ++c)
        said << p.classNames[c] + ' ' + percent(p.confusion.accuracy(c)) + '.';
    if (const int worst = worstClass(p.confusion); worst >= 0) said << tr("Worst: %1.").arg(p.classNames[worst]);
    said << tr("%1: %2 shown.").arg(shownWords(), counted(m_tiles->count(), tr("image"), tr("images")));
    if (m_hover) said << tr("Pointed at: %1.").arg(pointedAt());
    return said.join(' ');
}

std::optional<CellRef> ClassesFigure::cellAt(QPointF point) const {
    if (const auto cell = m_grid->at(point)) return cell;
    if (const auto tile = m_tiles->at(point)) return tile;
    if (!m_bars.contains(point)) return std::nullopt;
    for (const int c : m_barClasses)
        if (barRow(c).contains(point)) return CellRef{barPart, 0, c, 0};
    return std::nullopt;
}

QRectF ClassesFigure::cellRect(const CellRef& cell) const {
    if (cell.part == ConfusionGrid::part) return m_grid->cellRect(cell.y, cell.x);
    return cell.part == barPart ? barRow(cell.y) : m_tiles->image(cell.map);
}

} // namespace ui
