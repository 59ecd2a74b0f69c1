#include "ui/lessons/denoise/uses_figure.h"

#include "ui/figure/count.h"
#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/denoise/look_text.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace ui {
namespace {

constexpr int cards = 3, leastCorner = 6, mostCorner = 10;
constexpr double leastCell = 24; // pixels, for a count of 12

// Of a network like the one that is wanted, also while that is still being built.
Uses usesOfGrowing(const DenoisePicture& p, cnn::Growing growing) {
    cnn::AutoencoderOptions other = p.coder;
    other.growing = growing;
    return usesOf(cnn::autoencoder(other, 1, p.network->inputShape()));
}

// What stands inside of the picture, away from its border: "9", "1, 2, 4".
QString insideCounts(const Uses& uses) {
    std::set<int> found;
    for (std::size_t y = 4; y + 4 < uses.rows.size(); ++y)
        for (std::size_t x = 4; x + 4 < uses.columns.size(); ++x)
            found.insert(uses.at(static_cast<int>(y), static_cast<int>(x)));
    QStringList words;
    for (const int count : found) words << QString::number(count);
    return words.join(", ");
}

} // namespace

UsesFigure::UsesFigure(QSizeF size, const Style& style, std::shared_ptr<const DenoisePicture> picture,
                       std::optional<CellRef> hover)
    : m_size(size), m_text(lookText(size, style)), m_p(std::move(picture)), m_hover(std::move(hover)),
      m_nearest(usesOfGrowing(*m_p, cnn::Growing::Nearest)),
      m_transposed(usesOfGrowing(*m_p, cnn::Growing::Transposed)), m_apart(2 * m_text) {
    const double wide = (size.width() - 2 * m_text - (cards - 1) * m_apart) / cards;
    for (const double letters : {1.0, 0.85, 0.7}) { // in large letters words may not crowd the counts out
        m_wordsText = std::max(Brush::smallest, letters * m_text);
        double words = 0;
        for (int card = 0; card < cards; ++card)
            words = std::max(words, wordsHeight(cardWords(card), m_wordsText, wide));
        m_side = std::floor(std::max(30.0, std::min(wide, size.height() - 3.4 * m_text - words)));
        if (m_side >= std::min(std::floor(wide), 0.66 * size.height())) break;
    }
}

int UsesFigure::corner() const {
    // In few steps, so that a little more or less room, as other words leave it, changes nothing.
    const int legible = m_side >= mostCorner * leastCell ? mostCorner : m_side >= 7 * leastCell ? 7 : leastCorner;
    return std::min(
        {mostCorner, legible, static_cast<int>(m_nearest.rows.size()), static_cast<int>(m_nearest.columns.size())});
}

QRectF UsesFigure::place(int card) const {
    const double wide = (m_size.width() - 2 * m_text - (cards - 1) * m_apart) / cards;
    return {std::round(m_text + card * (wide + m_apart)), std::round(2.2 * m_text), m_side, m_side};
}

QString UsesFigure::cardWords(int card) const {
    if (card == 2) {
        float low = 0, high = 0;
        if (!m_p->flat.empty()) {
            low = *std::ranges::min_element(m_p->flat.values());
            high = *std::ranges::max_element(m_p->flat.values());
        }
        return tr("What this network makes of an even grey picture, its contrast stretched: %1 to %2.")
            .arg(fixed(double{low}, 2), fixed(double{high}, 2));
    }
    const QString counts = insideCounts(uses(card));
    if (!counts.contains(','))
        return tr("Each value four times, then a convolution: %1 products for every pixel inside.").arg(counts);
    return tr("Each value stamps its kernel, two pixels from the next one: %1 products, in turn.").arg(counts);
}

// ---- painting ------------------------------------------------------------------------------------------------------

void UsesFigure::paint(QPainter& painter, const Style& style) const {
    const Brush brush{painter, style.colors()};
    brush.fill(QRectF(QPointF(0, 0), m_size), brush.c.surface);
    const bool nearest = m_p->coder.growing == cnn::Growing::Nearest;
    const QString here = tr("%1 (this network)");
    const QString names[cards] = {nearest ? here.arg(tr("Nearest")) : tr("Nearest"),
                                  nearest ? tr("Transposed") : here.arg(tr("Transposed")), tr("Its answer to grey")};
    const double wide = (m_size.width() - 2 * m_text - (cards - 1) * m_apart) / cards;
    for (int card = 0; card < cards; ++card) {
        const QRectF where = place(card);
        brush.writeFitting({where.left(), 0.5 * m_text, wide + m_apart - 8, 1.5 * m_text}, names[card], m_text,
                           brush.c.text, Weight::SemiBold);
        if (card < 2)
            paintUses(brush, card);
        else if (!m_p->flat.empty())
            paintAnswer(brush);
        brush.outline(where.adjusted(-0.5, -0.5, 0.5, 0.5), brush.c.lineStrong, 1);
        writeWords(brush, {where.left(), where.bottom() + 0.5 * m_text, wide, m_size.height() - where.bottom()},
                   cardWords(card), m_wordsText, brush.c.text);
    }
}

void UsesFigure::paintUses(const Brush& brush, int card) const {
    const int count = corner();
    const double cell = m_side / count;
    std::vector<float> values;
    for (int y = 0; y < count; ++y)
        for (int x = 0; x < count; ++x) values.push_back(static_cast<float>(uses(card).at(y, x)));
    const double largest = rampEnd(values, Ramp::Unsigned);
    paintMap(brush.painter, place(card), mapImage(values, count, count, Ramp::Unsigned, largest));
    const double digits = std::max(Brush::smallest, 0.44 * cell);
    if (cell < 1.5 * digits) return;
    for (int y = 0; y < count; ++y)
        for (int x = 0; x < count; ++x) {
            const float value = values[static_cast<std::size_t>(y * count + x)];
            const QRectF where(place(card).left() + x * cell, place(card).top() + y * cell, cell, cell);
            brush.write(where, QString::number(static_cast<int>(value)), digits,
                        digitOn(unsignedRamp(double{value} / largest)), Weight::Regular, Qt::AlignCenter);
        }
}

// From its darkest to its lightest value.
void UsesFigure::paintAnswer(const Brush& brush) const {
    const auto values = m_p->flat.values();
    const float low = *std::ranges::min_element(values), high = *std::ranges::max_element(values);
    cnn::Tensor stretched = m_p->flat;
    for (float& value : stretched.values()) value = high > low ? (value - low) / (high - low) : 0.5F;
    paintMap(brush.painter, place(2), pictureImage(stretched));
}

// ---- words and pointing --------------------------------------------------------------------------------------------

QString UsesFigure::describe() const {
    QString said = tr("Nearest: %1 Transposed: %2 %3").arg(cardWords(0), cardWords(1), cardWords(2));
    if (m_hover && (m_hover->part == nearestPart || m_hover->part == transposedPart)) {
        const int added = uses(m_hover->part == nearestPart ? 0 : 1).at(m_hover->y, m_hover->x);
        said +=
            ' ' +
            tr("Row %1, column %2: the sum of %3.").arg(m_hover->y + 1).arg(m_hover->x + 1).arg(count::products(added));
    }
    return said;
}

std::optional<CellRef> UsesFigure::cellAt(QPointF point) const {
    for (int card = 0; card < 2; ++card) {
        const QRectF where = place(card);
        if (!where.contains(point)) continue;
        const double cell = m_side / corner();
        return CellRef{card == 0 ? nearestPart : transposedPart, 0,
                       std::min(corner() - 1, static_cast<int>((point.y() - where.top()) / cell)),
                       std::min(corner() - 1, static_cast<int>((point.x() - where.left()) / cell))};
    }
    return std::nullopt;
}

QRectF UsesFigure::cellRect(const CellRef& cell) const {
    if (cell.part != nearestPart && cell.part != transposedPart) return {};
    const double side = m_side / corner();
    const QRectF where = place(cell.part == nearestPart ? 0 : 1);
    return {where.left() + cell.x * side, where.top() + cell.y * side, side, side};
}

} // namespace ui
