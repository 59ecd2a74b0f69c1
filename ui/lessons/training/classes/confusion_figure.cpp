#include "ui/lessons/training/classes/confusion_figure.h"

#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double headText = 15, smallText = 13; // at least, at a scale of 1

} // namespace

ConfusionFigure::ConfusionFigure(QSizeF size, const Style& style, std::shared_ptr<const ConfusionPicture> picture,
                                 std::optional<CellRef> hover)
    : m_size(size), m_unit(std::clamp(std::min(size.width() / 400, size.height() / 250), 0.85, 4.0) * style.scale),
      m_picture(std::move(picture)), m_hover(stillThere(std::move(hover), *m_picture, m_picture->mistakes.size())) {
    const double pad = std::min(18.0, 0.05 * size.width()), head = 1.7 * headText * m_unit,
                 text = smallText * std::max(m_unit, style.scale);
    m_head = QRectF(pad, 0.4 * pad, size.width() - 2 * pad, head);
    QRectF below(m_head.left(), m_head.bottom() + 4, m_head.width(), size.height() - m_head.bottom() - 4 - 0.5 * pad);
    const double fitting = std::min(0.2 * below.width(), below.height() / 2 - 36 * m_unit); // over two lines of words
    const double side = fitting >= 28 ? 14 * std::floor(fitting / 14) : std::floor(fitting);
    m_grid.emplace(*m_picture, below, text);
    const double room = below.width() - m_grid->bounds().width();
    const double least = std::max(side, ExampleTiles::tileWidth(m_picture->classNames, text)) + 2 * pad;
    if (m_picture->mistakes.empty() || side < 20) return;
    if (room < least) {
        const ConfusionGrid narrow(*m_picture, {below.topLeft(), QSizeF(below.width() - least, below.height())}, text);
        if (narrow.cutsNames() && !m_grid->cutsNames()) return; // rather whole names than mistakes beside them
        m_grid = narrow;
    }
    m_line = std::round(m_grid->bounds().right() + pad) + 0.5;
    const QRectF right(QPointF(m_line + pad, below.top()), below.bottomRight());
    m_mistakesHead = QRectF(QPointF(right.left(), m_head.top()), QPointF(right.right(), m_head.bottom()));
    m_tiles.emplace(m_picture->mistakes, m_picture->classNames, right, text, side);
}

QString ConfusionFigure::pointedAt() const {
    if (!m_hover) return {};
    if (m_hover->part == ConfusionGrid::part) return cellWords(*m_picture, m_hover->y, m_hover->x);
    return exampleWords(*m_picture, m_picture->mistakes[static_cast<std::size_t>(m_hover->map)]);
}

void ConfusionFigure::paint(QPainter& painter, const Style& style) const {
    const Brush brush{painter, style.colors()};
    const double head = headText * m_unit, text = smallText * std::max(m_unit, style.scale);
    brush.fill(QRectF(QPointF(0, 0), m_size), brush.c.surface);
    if (const QString words = pointedAt(); !words.isEmpty()) {
        brush.writeFitting(m_head, words, text, brush.c.text, Weight::SemiBold);
    } else {
        QRectF rest = m_head;
        if (m_tiles) {
            const TextLine full{{tr("Surest mistakes"), brush.c.text, Weight::Bold}};
            const double room = m_mistakesHead.width() - 2;
            const bool fits = lineWidth(full, 0.85 * head) <= room;
            const TextLine title = fits ? full : TextLine{{tr("Mistakes"), brush.c.text, Weight::Bold}};
            brush.write(m_mistakesHead, title[0].text, std::floor(fittingSize(title, room, head, 8)), brush.c.text,
                        Weight::Bold);
            rest.setRight(m_line - 4);
        }
        rest.setLeft(brush.write(rest, tr("Confusion"), head, brush.c.text, Weight::Bold) + 8);
        const QString part = m_grid->partWords(true);
        const TextLine axis{{part.isEmpty() ? tr("row: true class") : part, brush.c.dim}};
        if (const double size = fittingSize(axis, rest.width(), text, 0); size >= Brush::smallest)
            brush.write(rest, axis[0].text, std::floor(size), brush.c.dim);
    }
    m_grid->paint(brush, *m_picture, m_hover);
    if (!m_tiles) return;
    brush.fill(QRectF(m_line - 0.5, m_grid->bounds().top(), 1, m_grid->bounds().height()), brush.c.line);
    m_tiles->paint(brush, m_picture->mistakes, m_picture->classNames, m_hover);
}

QString ConfusionFigure::describe() const {
    const QString words = tr("Confusion. ") + confusionInWords(*m_picture);
    return m_hover ? words + ' ' + tr("Pointed at: %1.").arg(pointedAt()) : words;
}

std::optional<CellRef> ConfusionFigure::cellAt(QPointF point) const {
    const auto cell = m_grid->at(point);
    return cell || !m_tiles ? cell : m_tiles->at(point);
}

QRectF ConfusionFigure::cellRect(const CellRef& cell) const {
    if (cell.part == ConfusionGrid::part) return m_grid->cellRect(cell.y, cell.x);
    return m_tiles && cell.part == ExampleTiles::part ? m_tiles->image(cell.map) : QRectF();
}

} // namespace ui
