#include "ui/lessons/training/dive/dive_terms.h"

#include "core/layers/catalog.h"
#include "core/walk/written_number.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/training/dive/dive_words.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

QString plainText(const cnn::Decimal& d) {
    return QString::fromStdString(d.text());
}

} // namespace

DiveTerms::DiveTerms(const DivePicture& p, const QRectF& area, double font) : DiveBody(p, area, font) {
    const double below = static_cast<double>(p.functions.size() + 1) * row();
    m_table = area.adjusted(0, 0, 0, -below);
    if (p.share) {
        m_beside = m_table;
        m_beside.setLeft(area.left() + 0.62 * area.width());
        m_table.setRight(m_beside.left() - 32 * font);
    }
    m_table.setWidth(std::min(m_table.width(), 860 * font));
    const auto terms = made().terms.size();
    const std::size_t most = std::min(terms, ofShares() ? terms : cnn::ValueOrigin::shownAlone);
    m_lines = std::min(most, static_cast<std::size_t>(TermTable::fitting(m_table, font, 3)));
    if (!p.biasChosen() && p.term >= m_lines) m_first = std::min(p.term, most - 1) - m_lines + 1;
    for (std::size_t i = 0; i < m_lines; ++i) {
        const QRectF line = TermTable::line(m_table, font, static_cast<int>(i));
        const int term = static_cast<int>(m_first + i);
        if (!ofShares()) // where the factors stand
            m_spots.push_back({{"weight", 0, term, 0},
                               {line.left() + 0.315 * line.width(), line.top(), 0.28 * line.width(), line.height()}});
        m_spots.push_back({{"term", 0, term, 0}, line});
    }
    const bool rest = m_lines < terms;
    if (made().hasBias)
        m_spots.push_back(
            {{"bias", 0, 0, 0}, TermTable::line(m_table, font, static_cast<int>(m_lines) + (rest ? 1 : 0))});
}

QString DiveTerms::aligned(const cnn::ValueOrigin& o, const cnn::Decimal& number) const {
    int places = std::max(o.result.digits(), o.writtenBias.digits());
    for (const cnn::Decimal& d : o.numbers) places = std::max(places, d.digits());
    return padded(plainText(number), places);
}

// What is not shown line by line is one number: the sum re-adds.
TermTable DiveTerms::products() const {
    const cnn::ValueOrigin& o = made();
    TermTable table{sourceLayer(m_picture, 0), tr("value × weight"), {}, {}, {}, {}, {}};
    for (std::size_t i = m_first; i < m_first + m_lines; ++i) {
        const cnn::WrittenProduct product = o.product(i);
        const QString name = sourceWords(m_picture, i);
        const QString from = o.from.empty() ? name : tr("%1, %2").arg(sourceLayer(m_picture, i), name);
        table.lines.push_back({from, plainText(product.first), plainText(product.second), aligned(o, o.numbers[i]),
                               o.numbers[i].value()});
    }
    return table;
}

TermTable DiveTerms::shares(const cnn::ValueOrigin& o, int lines) const {
    TermTable table{tr("class"), tr("score"), {}, {}, {}, {}, {}, tr("e^(s − max)")};
    const QStringList& names = m_picture.look->classNames;
    const auto shown = std::min(o.numbers.size(), static_cast<std::size_t>(lines)); // none: too small to be written
    for (std::size_t i = 0; i < shown; ++i) {
        const int c = o.terms[i].c;
        table.lines.push_back({c < names.size() ? names[c] : tr("value %1").arg(c + 1),
                               written(static_cast<double>(o.terms[i].input)),
                               {},
                               aligned(o, o.numbers[i]),
                               o.numbers[i].value()});
    }
    return table;
}

void DiveTerms::paint(const Brush& to) const {
    const auto paintTable = [&](TermTable table, const cnn::ValueOrigin& o, const QRectF& where, std::size_t first,
                                int hot) {
        table.nameInk = table.firstInk = to.c.input;
        table.secondInk = to.c.kernel;
        const std::size_t last = first + table.lines.size(), all = o.terms.size();
        if (last - first < all)
            table.feet.push_back({tr("%1 more").arg(all - (last - first)),
                                  aligned(o, o.sumOf(0, first) + o.sumOf(last, all)), to.c.text});
        if (o.hasBias)
            table.feet.push_back(
                {m_picture.biasChosen() ? tr("▸ bias") : tr("bias"), aligned(o, o.writtenBias), to.c.kernel});
        const bool share = o.kind == cnn::OriginKind::Share;
        table.feet.push_back(
            {tr("sum"), aligned(o, share ? o.sum : o.result), share ? to.c.text : to.c.now, Weight::Bold});
        table.paint(to, where, m_font, hot);
    };
    const int hot = m_picture.biasChosen() ? -1 : static_cast<int>(m_picture.term - m_first);
    if (!made().writable) {
        // Its line says why.
    } else if (ofShares())
        paintTable(shares(made(), static_cast<int>(m_lines)), made(), m_table, 0, hot);
    else
        paintTable(products(), made(), m_table, m_first, hot);
    if (m_picture.share && m_picture.share->writable) {
        const cnn::ValueOrigin& o = *m_picture.share;
        const int fit = std::min(TermTable::fitting(m_beside, m_font, 3), 12);
        paintTable(shares(o, fit), o, m_beside, 0, o.winner < fit ? o.winner : -1);
    }
    paintAfterwards(to, {m_area.left(), m_table.bottom(), m_area.width(), row()});
}

} // namespace ui
