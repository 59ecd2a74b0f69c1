#include "ui/lessons/fit/fit_table.h"

#include "core/walk/written_update.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/fit/fit_words.h"
#include "ui/tr.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

using Weights = std::vector<std::size_t>;

// Both of two weights, otherwise the chosen one alone.
Weights weightsInTable(const FitPicture& p) {
    return p.twoWeights() ? Weights{0, 1} : Weights{p.weight};
}

QStringList heads(const FitPicture& p, const Weights& weights) {
    QStringList all{tr("epoch"), tr("loss")};
    for (const std::size_t k : weights) all << weightName(p.rows(), p.columns(), k);
    return all;
}

// All of one column with as many places.
QString weightText(double weight, int places) {
    return std::abs(weight) < 1e6 ? fixed(weight, places) : numberText(weight, places);
}

QString epochName(const FitPicture& p, int moment) {
    return moment > p.fit->updates() ? tr("end") : QString::number(moment);
}

// A row's cells; what is still to come, or asked, is not told unless the width of the whole course is wanted.
QStringList cells(const FitPicture& p, const Weights& weights, int moment, int places, bool whole = false) {
    const bool told = whole || moment <= p.step;
    QStringList all{epochName(p, moment)};
    all << (!told ? QString() : moment == p.step && p.covers("loss") ? QString("?") : lossText(p.fit->lossAt(moment)));
    for (const std::size_t k : weights) all << (told ? weightText(p.fit->kernelAt(moment)[k], places) : QString());
    return all;
}

struct Columns {
    Weights weights;
    int places = 4; // of the weights: four, or as many as fit beside each other
    std::vector<double> widths;
    double gap = 0, size = 0; // size: of the text
    bool fits = true;
};

Columns columnsOf(const FitPicture& p, const FitLayout& l, const Weights& weights, int places, double size) {
    constexpr double leastGap = 0.4; // of the text's size
    Columns columns{weights, places, {}, 0, size};
    for (const QString& name : heads(p, weights)) columns.widths.push_back(lineWidth({{name, {}}}, size));
    for (const int moment : l.tableRows) {
        const QStringList row = cells(p, weights, moment, places, true);
        for (std::size_t i = 0; i < columns.widths.size(); ++i)
            columns.widths[i] =
                std::max(columns.widths[i], lineWidth({{row[static_cast<qsizetype>(i)], {}, Weight::Bold}}, size));
    }
    const double all = std::accumulate(columns.widths.begin(), columns.widths.end(), 0.0);
    columns.gap = std::min((l.table.width() - all) / static_cast<double>(columns.widths.size() - 1), 3 * size);
    columns.fits = columns.gap >= leastGap * size;
    return columns;
}

// Four places, or three; smaller letters rather than two; and where numbers are beyond all bounds the chosen weight
// alone.
Columns columnsFor(const FitPicture& p, const FitLayout& l) {
    constexpr double smallest = 12; // pixels
    for (const Weights& weights : {weightsInTable(p), Weights{p.weight}}) {
        for (const int places : {4, 3, 2})
            for (double size = l.tableSize; size >= smallest; --size) {
                Columns columns = columnsOf(p, l, weights, places, std::floor(size));
                if (columns.fits) return columns;
                if (places == 4) break;
            }
    }
    return columnsOf(p, l, {p.weight}, 2, smallest);
}

} // namespace

void paintFitTable(const FitBrush& b) {
    const FitPicture& p = b.picture;
    const FitLayout& l = b.layout;
    if (l.tableRows.empty()) return;
    const Columns columns = columnsFor(p, l);
    double y = l.table.top() + 0.72 * l.tablePitch;
    const auto row = [&](const QStringList& texts, std::array<QColor, 3> colours, Weight weight) {
        double right = l.table.left();
        for (std::size_t i = 0; i < columns.widths.size(); ++i) {
            right += columns.widths[i];
            const TextLine text{{texts[static_cast<qsizetype>(i)], colours[std::min<std::size_t>(i, 2)], weight}};
            drawLine(b.painter, text, right - lineWidth(text, columns.size), y, columns.size);
            right += columns.gap;
        }
        y += l.tablePitch;
    };
    const Palette& c = b.colors;
    row(heads(p, columns.weights), {c.dim, c.dim, c.dim}, Weight::Regular);
    b.painter.setPen(QPen(c.line, 1));
    const double under = std::round(l.table.top() + l.tablePitch) - 0.5;
    b.painter.drawLine(QPointF(l.table.left(), under), QPointF(l.table.right(), under));
    for (const int moment : l.tableRows) {
        const QStringList texts = cells(p, columns.weights, moment, columns.places);
        if (moment == p.step)
            row(texts, {c.now, c.now, c.now}, Weight::Bold);
        else
            row(texts, {c.dim, c.text, c.kernel}, Weight::Regular);
    }
}

QString describeTable(const FitPicture& p, const std::vector<int>& moments) {
    const Weights weights = weightsInTable(p);
    QStringList rows;
    for (const int moment : moments)
        if (moment <= p.step) rows << cells(p, weights, moment, 4).join(", ");
    return tr("Table of %1, each before its update: %2.").arg(heads(p, weights).join(", "), rows.join("; "));
}

} // namespace ui
