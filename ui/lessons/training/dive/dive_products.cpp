#include "ui/lessons/training/dive/dive_products.h"

#include "ui/figure/number_text.h"
#include "ui/figure/value_grid.h"
#include "ui/lessons/training/dive/dive_words.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <algorithm>

namespace ui {
namespace {

constexpr double largestProductCell = 76, leastDigits = 9;

} // namespace

DiveProducts::DiveProducts(const DivePicture& p, const QRectF& area, double font, const std::optional<CellRef>& hover)
    : DiveBody(p, area, font), m_hover(hover) {
    const cnn::ValueOrigin& o = made();
    m_channel = (p.biasChosen() ? o.terms.size() - 1 : p.term) / o.perChannel();
    m_places = std::max(o.result.digits(), o.writtenBias.digits());
    for (const cnn::Decimal& d : o.numbers) m_places = std::max(m_places, d.digits());
    const double sign = 24 * font, sums = 84 * font;
    const std::size_t lines = 2 + (o.channels() > 1 ? 1 : 0) + (o.hasBias ? 1 : 0) + p.functions.size();
    const double lower = (0.7 + static_cast<double>(lines)) * row();
    const double number = widestNumber() + 8; // a product has more digits than its factors
    const double room = area.width() - 2 * sign - sums;
    double cell =
        std::min({room / (3.4 * o.columns), (area.height() - lower - row()) / o.rows, largestProductCell * font});
    const double least = number * leastDigits / (0.9 * text()); // what can still be read
    if (1.4 * cell < number)
        cell = std::max(std::min(cell, (room / o.columns - number) / 2),
                        std::min({cell, 28 * font, (room / o.columns - least) / 2}));
    cell = std::floor(cell);
    const double wide = std::max(1.4 * cell, std::min(number, room / o.columns - 2 * cell));
    QRectF at(area.left(), area.top() + row(), cell * o.columns, cell * o.rows);
    const int channel = static_cast<int>(m_channel);
    for (const char* part : {"window", "kernel"}) {
        m_spots.push_back({{part, channel, 0, 0}, at, o.rows, o.columns});
        at.translate(at.width() + sign, 0);
    }
    at.setWidth(wide * o.columns);
    m_spots.push_back({{"product", channel, 0, 0}, at, o.rows, o.columns});
    m_rowSums = {at.right() + 8, at.top(), sums - 8, at.height()};
    m_chosen = {area.left(), at.bottom() + 0.6 * row(), at.left() - area.left() - 12, 2 * row()};
    m_sum = {at.left(), at.bottom() + 0.6 * row(), m_rowSums.right() - at.left(), row()};
    m_chosen.setRight(m_sum.left() + 0.3 * m_sum.width());
    layOutOthers();
}

double DiveProducts::widestNumber() const {
    const cnn::ValueOrigin& o = made();
    const QFontMetricsF metrics(Style::numberFont(0.9 * text()));
    double widest = 0;
    for (std::size_t i = m_channel * o.perChannel(); i < (m_channel + 1) * o.perChannel(); ++i)
        widest = std::max(widest, metrics.horizontalAdvance(aligned(o.numbers[i])));
    return widest;
}

// Where one goes to the channels beside, and the bias.
void DiveProducts::layOutOthers() {
    const cnn::ValueOrigin& o = made();
    const int channel = static_cast<int>(m_channel);
    QRectF at(m_chosen.left(), m_chosen.bottom(), 110 * m_font, row());
    if (channel > 0) m_spots.push_back({{"channel", channel - 1, 0, 0}, at});
    at.translate(at.width(), 0);
    if (m_channel + 1 < o.channels()) m_spots.push_back({{"channel", channel + 1, 0, 0}, at});
    if (o.hasBias) m_spots.push_back({{"bias", 0, 0, 0}, m_sum.translated(0, (o.channels() > 1 ? 2 : 1) * row())});
}

QString DiveProducts::aligned(const cnn::Decimal& number) const {
    return padded(QString::fromStdString(number.text()), m_places);
}

QRectF DiveProducts::grid(const char* part) const {
    for (const Spot& spot : m_spots)
        if (spot.first.part == QLatin1String(part)) return spot.where;
    return {};
}

void DiveProducts::paint(const Brush& to) const {
    paintGrids(to);
    paintProducts(to);
    paintSum(to);
    paintChosen(to);
}

void DiveProducts::paintGrids(const Brush& to) const {
    const cnn::ValueOrigin& o = made();
    const MapsPicture& maps = *m_picture.maps;
    const std::size_t first = m_channel * o.perChannel();
    std::vector<float> inputs, weights;
    for (std::size_t i = first; i < first + o.perChannel(); ++i) {
        inputs.push_back(o.terms[i].input);
        weights.push_back(o.terms[i].weight);
    }
    const QRectF window = grid("window"), kernel = grid("kernel"), product = grid("product");
    paintValueGrid(to.painter, to.c, window, inputs, o.rows, o.columns, maps.inputRamp, maps.inputEnd);
    paintValueGrid(to.painter, to.c, kernel, weights, o.rows, o.columns, Ramp::Signed, maps.weightEnd);
    for (std::size_t i = 0; i < o.perChannel(); ++i) {
        if (o.terms[first + i].srcY >= 0) continue;
        const int at = static_cast<int>(i);
        const QRectF cell = gridCell(window, o.rows, o.columns, at / o.columns, at % o.columns);
        to.painter.fillRect(cell, to.c.surface);
        to.painter.fillRect(cell, QBrush(mix(to.c.surface, to.c.lineStrong, 0.5), Qt::BDiagPattern));
    }
    const QString source = sourceName(maps);
    const auto head = [&](const QRectF& over, const QString& words, const QColor& ink) {
        to.writeFitting({over.left(), m_area.top(), over.width(), row()}, words, text(), ink, Weight::SemiBold);
    };
    head(window, o.channels() == 1 ? source : tr("%1, map %2").arg(source).arg(o.terms[first].c + 1), to.c.input);
    head(kernel, tr("kernel %1").arg(o.place.c + 1), to.c.kernel);
    head(product, tr("products"), to.c.text);
    to.write({window.right(), window.top(), kernel.left() - window.right(), window.height()}, "×", 1.3 * text(),
             to.c.dim, Weight::Regular, Qt::AlignCenter);
    to.write({kernel.right(), window.top(), product.left() - kernel.right(), window.height()}, "=", 1.3 * text(),
             to.c.dim, Weight::Regular, Qt::AlignCenter);
}

void DiveProducts::paintProducts(const Brush& to) const {
    const cnn::ValueOrigin& o = made();
    const std::size_t first = m_channel * o.perChannel();
    const QRectF all = grid("product"), one = gridCell(all, o.rows, o.columns, 0, 0);
    double largest = 0, pixels = text() * 1.15;
    for (std::size_t i = first; i < first + o.perChannel(); ++i) {
        largest = std::max(largest, std::abs(o.numbers[i].value()));
        pixels = fittingSize({{aligned(o.numbers[i]), to.c.text}}, one.width() - 6, pixels, leastDigits);
    }
    double sumPixels = text(); // beside the cells there is more room than in them
    for (int y = 0; y < o.rows; ++y) {
        const std::size_t begin = first + static_cast<std::size_t>(y * o.columns);
        const QString sum = aligned(o.sumOf(begin, begin + static_cast<std::size_t>(o.columns)));
        sumPixels = fittingSize({{sum, to.c.text, Weight::SemiBold}}, m_rowSums.width(), sumPixels,
                                std::min(text(), Brush::smallest));
    }
    sumPixels = std::min(sumPixels, 0.9 * one.height());
    to.write({m_rowSums.left(), m_area.top(), m_rowSums.width(), row()}, tr("row"), text(), to.c.dim, Weight::Regular,
             Qt::AlignRight | Qt::AlignVCenter);
    for (int y = 0; y < o.rows; ++y) {
        const std::size_t begin = first + static_cast<std::size_t>(y * o.columns);
        for (int x = 0; x < o.columns; ++x) {
            const std::size_t term = begin + static_cast<std::size_t>(x);
            const QRectF where = gridCell(all, o.rows, o.columns, y, x);
            const double t = largest > 0 ? o.numbers[term].value() / largest : 0;
            const QColor ground = mix(to.c.surface, signedRamp(t < 0 ? -0.75 : 0.75), std::abs(t));
            to.painter.fillRect(where.adjusted(0, 0, -1, -1), ground);
            to.write(where.adjusted(0, 0, -4, 0), aligned(o.numbers[term]), pixels,
                     std::abs(t) < 0.02 ? to.c.dim : digitOn(ground), Weight::Regular,
                     Qt::AlignRight | Qt::AlignVCenter);
            for (const char* part : {"window", "kernel", "product"}) {
                const QRectF cell = gridCell(grid(part), o.rows, o.columns, y, x);
                const bool pointed =
                    m_hover && m_hover->y == y && m_hover->x == x &&
                    (m_hover->part == "window" || m_hover->part == "kernel" || m_hover->part == "product");
                if (!m_picture.biasChosen() && term == m_picture.term)
                    paintNowFrame(to.painter, to.c, cell.adjusted(1, 1, -2, -2), 2.5);
                else if (pointed)
                    to.outline(cell.adjusted(1, 1, -2, -2), to.c.text, 2);
            }
        }
        to.write({m_rowSums.left(), all.top() + y * one.height(), m_rowSums.width(), one.height()},
                 aligned(o.sumOf(begin, begin + static_cast<std::size_t>(o.columns))), sumPixels, to.c.text,
                 Weight::SemiBold, Qt::AlignRight | Qt::AlignVCenter);
    }
}

// This channel, the others, the bias, what they make, and what becomes of it.
void DiveProducts::paintSum(const Brush& to) const {
    const cnn::ValueOrigin& o = made();
    const std::size_t first = m_channel * o.perChannel();
    const cnn::Decimal own = o.sumOf(first, first + o.perChannel());
    QRectF at = m_sum;
    const auto line = [&](const QString& name, const cnn::Decimal& number, const QColor& ink, Weight weight) {
        to.write({at.left(), at.top(), at.width() - 96 * m_font, at.height()}, name, text(), to.c.dim, Weight::Regular,
                 Qt::AlignRight | Qt::AlignVCenter);
        to.write(at, aligned(number), text(), ink, weight, Qt::AlignRight | Qt::AlignVCenter);
        at.translate(0, row());
    };
    line(tr("these products"), own, to.c.text, Weight::SemiBold);
    if (o.channels() > 1)
        line(o.channels() == 2 ? tr("the other map") : tr("the %1 other maps").arg(o.channels() - 1),
             o.sumOf(0, first) + o.sumOf(first + o.perChannel(), o.terms.size()), to.c.text, Weight::SemiBold);
    if (o.hasBias) {
        if (m_picture.biasChosen()) paintNowFrame(to.painter, to.c, at.adjusted(at.width() - 92 * m_font, 1, 4, -1), 2);
        line(tr("bias"), o.writtenBias, to.c.kernel, Weight::SemiBold);
    }
    to.painter.setPen(QPen(to.c.lineStrong, 1));
    to.painter.drawLine(at.topRight() - QPointF(88 * m_font, -1), at.topRight() + QPointF(0, 1));
    at.translate(0, 3);
    line(tr("sum"), o.result, to.c.now, Weight::Bold);
    const QStringList after = afterwards(m_picture);
    at.setLeft(m_area.left()); // they may be long
    for (const QString& words : after) {
        to.write(at, words, text(), to.c.text, Weight::SemiBold, Qt::AlignRight | Qt::AlignVCenter);
        at.translate(0, row());
    }
}

void DiveProducts::paintChosen(const Brush& to) const {
    QRectF at = m_chosen;
    at.setHeight(row());
    const cnn::ValueOrigin& o = made();
    if (!m_picture.biasChosen()) {
        const cnn::Term& t = o.terms[m_picture.term];
        const QString from = t.srcY < 0 ? tr("padding")
                                        : tr("%1, %2").arg(sourceName(*m_picture.maps, m_picture.term),
                                                           termName(*m_picture.maps, m_picture.term));
        to.writeFitting(at, from, text(), to.c.dim);
        to.writeFitting(at.translated(0, row()), chosenProduct(m_picture), 1.2 * text(), to.c.text, Weight::SemiBold);
    }
    for (const Spot& spot : m_spots) {
        if (spot.first.part != "channel") continue;
        const int c = o.terms[static_cast<std::size_t>(spot.first.map) * o.perChannel()].c + 1;
        const bool back = static_cast<std::size_t>(spot.first.map) < m_channel;
        to.write(spot.where, back ? tr("‹ map %1").arg(c) : tr("map %1 ›").arg(c), text(),
                 m_hover == spot.first ? to.c.text : to.c.dim, Weight::SemiBold);
    }
}

} // namespace ui
