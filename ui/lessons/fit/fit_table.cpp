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

// With more than two weights the chosen one alone.
std::vector<std::size_t> weightsInTable(const FitPicture& p) {
    if (p.rows() * p.columns() > 2) return {p.weight};
    std::vector<std::size_t> all(static_cast<std::size_t>(p.rows() * p.columns()));
    for (std::size_t k = 0; k < all.size(); ++k) all[k] = k;
    return all;
}

QStringList heads(const FitPicture& p) {
    QStringList all{tr("epoch"), tr("loss")};
    for (const std::size_t k : weightsInTable(p)) all << weightName(p.rows(), p.columns(), k);
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
QStringList cells(const FitPicture& p, int moment, int places, bool whole = false) {
    const bool told = whole || moment <= p.step;
    QStringList all{epochName(p, moment)};
    all << (!told ? QString() : moment == p.step && p.covers("loss") ? QString("?") : lossText(p.fit->lossAt(moment)));
    for (const std::size_t k : weightsInTable(p))
        all << (told ? weightText(p.fit->kernelAt(moment)[k], places) : QString());
    return all;
}

struct Columns {
    int places = 4; // of the weights: four, or as many as fit beside each other
    std::vector<double> widths;
    double gap = 0, size = 0; // size: of the text
};

// Smaller text rather than less than three places, two rather than text that cannot be read; smaller still where
// numbers are beyond all bounds.
Columns columnsFor(const FitPicture& p, const FitLayout& l) {
    constexpr double leastGap = 0.4, smallest = 0.6; // of the text's size
    const QStringList names = heads(p);
    const double gaps = static_cast<double>(names.size() - 1);
    for (int places = 4;; --places) {
        Columns columns{places, {}, 0, l.tableSize};
        for (const QString& name : names) columns.widths.push_back(lineWidth({{name, {}}}, l.tableSize));
        for (const int moment : l.tableRows) {
            const QStringList row = cells(p, moment, places, true);
            for (std::size_t i = 0; i < columns.widths.size(); ++i)
                columns.widths[i] = std::max(
                    columns.widths[i], lineWidth({{row[static_cast<qsizetype>(i)], {}, Weight::Bold}}, l.tableSize));
        }
        const double all = std::accumulate(columns.widths.begin(), columns.widths.end(), 0.0);
        const double fits = l.table.width() / (all + leastGap * l.tableSize * gaps);
        if ((fits < 1 && places == 4) || (fits * l.tableSize < 12 && places > 2)) continue;
        const double factor = std::clamp(fits, smallest, 1.0);
        for (double& width : columns.widths) width *= factor;
        columns.size *= factor;
        columns.gap = std::min((l.table.width() - factor * all) / gaps, 3 * columns.size);
        return columns;
    }
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
    row(heads(p), {c.dim, c.dim, c.dim}, Weight::Regular);
    b.painter.setPen(QPen(c.line, 1));
    const double under = std::round(l.table.top() + l.tablePitch) - 0.5;
    b.painter.drawLine(QPointF(l.table.left(), under), QPointF(l.table.right(), under));
    for (const int moment : l.tableRows) {
        const QStringList texts = cells(p, moment, columns.places);
        if (moment == p.step)
            row(texts, {c.now, c.now, c.now}, Weight::Bold);
        else
            row(texts, {c.dim, c.text, c.kernel}, Weight::Regular);
    }
}

QString describeTable(const FitPicture& p, const std::vector<int>& moments) {
    QStringList rows;
    for (const int moment : moments)
        if (moment <= p.step) rows << cells(p, moment, 4).join(", ");
    return tr("Table of %1, each before its update: %2.").arg(heads(p).join(", "), rows.join("; "));
}

} // namespace ui
