#include "ui/lessons/training/seen/seen_figure.h"

#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>
#include <numeric>

namespace ui {
namespace {

constexpr int mostAnswers = 5;
constexpr double seenText = 13, answerRow = 1.75; // the second: of the text's size

// Of the classes, the likeliest first.
std::vector<std::size_t> likeliest(const std::vector<float>& shares, int count) {
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto some = std::min<std::ptrdiff_t>(count, std::ssize(order));
    std::partial_sort(order.begin(), order.begin() + some, order.end(), [&](std::size_t a, std::size_t b) {
        return shares[a] != shares[b] ? shares[a] > shares[b] : a < b;
    });
    order.resize(static_cast<std::size_t>(some));
    return order;
}

} // namespace

SeenFigure::SeenFigure(QSizeF size, const Style& style, std::shared_ptr<const SeenRow> row,
                       std::optional<CellRef> hover)
    : m_size(size), m_unit(std::clamp(std::min(size.width() / 820, size.height() / 400), 1.0, 2.5) * style.scale),
      m_row(std::move(row)), m_hover(std::move(hover)), m_text(seenText * m_unit), m_pad(16 * m_unit),
      m_apart(20 * m_unit) {
    m_top = m_pad + heightOf(m_row->sentence, size.width() - 2 * m_pad);
    m_titles = 2 * m_text;
    const double room = size.width() - 2 * m_pad + m_apart;
    m_wide = std::min(room / cards() - m_apart, 260 * m_unit);
    m_title = m_text;
    for (int i = 0; i < cards(); ++i) {
        m_words = std::max(m_words, heightOf(card(i).said, m_wide) + 0.5 * m_text);
        const TextLine title{{card(i).title, {}, Weight::SemiBold}};
        m_title = std::min(m_title, fittingSize(title, titleRect(i).width(), m_text, 0.65 * m_text));
    }
    const double high = size.height() - m_top - m_titles - m_words - m_pad;
    m_answerRows = std::clamp(static_cast<int>((high - m_wide) / (answerRow * m_text)), 1, mostAnswers);
    m_answers = m_answerRows * answerRow * m_text;
    m_side = std::max(10.0, std::min(m_wide, high - m_answers));
}

double SeenFigure::heightOf(const QString& words, double width) const {
    const QFontMetricsF metrics(Style::numberFont(m_text));
    const QRectF room(0, 0, width, 1000);
    return std::max(metrics.height(), metrics.boundingRect(room, Qt::TextWordWrap, words).height());
}

// Behind the box to tick, where there is one.
QRectF SeenFigure::titleRect(int i) const {
    const QRectF whole(column(i).left(), m_top, m_wide, m_titles - 0.4 * m_text);
    return card(i).step.isEmpty() ? whole : whole.adjusted(1.35 * m_text, 0, 0, 0);
}

// Whole pixels, so that the pictures' are sharp.
QRectF SeenFigure::column(int i) const {
    return {std::round(m_pad + i * (m_wide + m_apart)), m_top, m_wide, m_size.height() - m_top - m_pad};
}

QRectF SeenFigure::pictureRect(int i) const {
    const QSizeF size = QSizeF(card(i).image.size()).scaled(m_side, m_side, Qt::KeepAspectRatio);
    const QRectF where = column(i);
    return {QPointF(where.left() + std::round((m_wide - size.width()) / 2),
                    std::round(where.top() + m_titles + (m_side - size.height()) / 2)),
            size};
}

// ---- painting -------------------------------------------------------------------------------------------------------

void SeenFigure::paint(QPainter& painter, const Style& style) const {
    const Brush brush{painter, style.colors()};
    brush.fill(QRectF(QPointF(0, 0), m_size), brush.c.surface);
    const auto words = [&](const QRectF& where, const QString& said) {
        painter.setFont(Style::numberFont(m_text));
        painter.setPen(brush.c.dim);
        painter.drawText(where, Qt::TextWordWrap, said);
    };
    words({m_pad, 0.5 * m_pad, m_size.width() - 2 * m_pad, m_top}, m_row->sentence);
    for (int i = 0; i < cards(); ++i) {
        paintTitle(brush, i);
        paintPicture(brush, i);
        words({column(i).left(), m_top + m_titles + m_side + 0.4 * m_text, m_wide, m_words}, card(i).said);
        paintAnswers(brush, i);
    }
}

// A step has a box to tick before its name.
void SeenFigure::paintTitle(const Brush& brush, int i) const {
    const QRectF where = titleRect(i);
    const SeenCard& one = card(i);
    if (!one.step.isEmpty()) {
        const bool hot = m_hover && m_hover->part == stepPart && m_hover->map == i;
        const double side = std::round(m_text);
        const QRectF box(column(i).left() + 0.5, std::round(where.center().y() - side / 2) + 0.5, side, side);
        brush.fill(box, one.on ? brush.c.raised : brush.c.surface, 3);
        brush.outline(box, hot ? brush.c.text : brush.c.lineStrong, hot ? 2 : 1.2, 3);
        if (one.on) {
            brush.painter.setPen(QPen(brush.c.text, 0.15 * side, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            brush.painter.drawPolyline(QPolygonF{{box.left() + 0.22 * side, box.top() + 0.52 * side},
                                                 {box.left() + 0.42 * side, box.top() + 0.74 * side},
                                                 {box.left() + 0.80 * side, box.top() + 0.26 * side}});
        }
    }
    brush.write(where, one.title, m_title, one.on ? brush.c.text : brush.c.dim, Weight::SemiBold);
}

void SeenFigure::paintPicture(const Brush& brush, int i) const {
    const QRectF where = pictureRect(i);
    paintMap(brush.painter, where, card(i).image);
    const bool last = i == cards() - 1;
    if (last)
        brush.outline(where.adjusted(-2.5, -2.5, 2.5, 2.5), brush.c.now, 3, 3);
    else
        brush.outline(where.adjusted(-0.5, -0.5, 0.5, 0.5), brush.c.line, 1);
    if (last) return;
    const QRectF between(column(i).right(), m_top + m_titles, m_apart, m_side);
    brush.write(between, "→", m_text, brush.c.dim, Weight::Regular, Qt::AlignCenter);
}

void SeenFigure::paintAnswers(const Brush& brush, int i) const {
    const SeenCard& one = card(i);
    const bool last = i == cards() - 1;
    const double row = answerRow * m_text;
    QRectF where(column(i).left(), m_top + m_titles + m_side + m_words + 0.4 * m_text, m_wide, row);
    bool first = true;
    for (const std::size_t c : likeliest(one.shares, m_answerRows)) {
        const auto share = static_cast<double>(one.shares[c]);
        const QColor ink = !first ? brush.c.dim : last ? brush.c.now : brush.c.text;
        const Weight weight = first ? Weight::Bold : Weight::Regular;
        const QRectF line(where.topLeft(), QSizeF(m_wide, 1.25 * m_text));
        const double number = lineWidth({{percent(share), ink, weight}}, m_text);
        brush.write(line.adjusted(0, 0, -number - 0.4 * m_text, 0), m_row->classNames.value(static_cast<int>(c)),
                    m_text, ink, weight);
        brush.write(line, percent(share), m_text, ink, weight, Qt::AlignRight | Qt::AlignVCenter);
        const QRectF bar(where.left(), line.bottom(), std::max(1.0, m_wide * share), std::round(0.2 * m_text));
        brush.fill(bar, first && last ? brush.c.now : brush.c.lineStrong, 1);
        where.translate(0, row);
        first = false;
    }
}

// ---- words and pointing ---------------------------------------------------------------------------------------------

QString SeenFigure::describe() const {
    QStringList words{m_row->sentence};
    for (const SeenCard& one : m_row->cards) {
        QString said = one.title;
        if (!one.step.isEmpty()) said += one.on ? tr(" (on)") : tr(" (left out)");
        if (!one.said.isEmpty()) said += ": " + one.said;
        words << tr("%1. The answer here: %2.").arg(said, m_row->answer(one));
    }
    return words.join(' ');
}

std::optional<CellRef> SeenFigure::cellAt(QPointF point) const {
    for (int i = 0; i < cards(); ++i)
        if (const CellRef cell{stepPart, i, 0, 0}; cellRect(cell).contains(point)) return cell;
    return std::nullopt;
}

// Title and picture: a large target.
QRectF SeenFigure::cellRect(const CellRef& cell) const {
    const bool there = cell.part == stepPart && cell.map >= 0 && cell.map < cards() && !card(cell.map).step.isEmpty();
    return there ? QRectF(column(cell.map).topLeft(), QSizeF(m_wide, m_titles + m_side)) : QRectF();
}

} // namespace ui
