// The truth about a page of transposed convolution: every output gathers what its inputs send, by plain loops.
#include "core/walk/written_sum.h"
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/written_line.h"

#include <QJsonArray>
#include <QStringList>

namespace ui {
namespace {

using plain::Plane;

struct Truth {
    Plane input, kernel, output, counts, sizes, soFar, met;
    int stride = 1, padding = 0, added = 0;
};

// What input (i, j) adds to output (y, x): its weight's index, or -1.
int weightOf(const Truth& t, int y, int x, int i, int j) {
    const int ky = y + t.padding - i * t.stride, kx = x + t.padding - j * t.stride;
    if (ky < 0 || kx < 0 || ky >= t.kernel.rows || kx >= t.kernel.columns) return -1;
    return ky * t.kernel.columns + kx;
}

// soFar: of the first `stamps` inputs, and of the next one `products` weights.
void gather(Truth& t, int stamps, int products) {
    const auto length = [&](int n, int k) { return (n - 1) * t.stride - 2 * t.padding + k + t.added; };
    const int rows = length(t.input.rows, t.kernel.rows), columns = length(t.input.columns, t.kernel.columns);
    for (Plane* p : {&t.output, &t.counts, &t.sizes, &t.soFar, &t.met}) *p = Plane::filled(rows, columns, 0);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x)
            for (int n = 0; n < t.input.rows * t.input.columns; ++n) {
                const int w = weightOf(t, y, x, n / t.input.columns, n % t.input.columns);
                if (w < 0) continue;
                const auto at = static_cast<std::size_t>(n);
                const double product = t.input.values[at] * t.kernel.values[static_cast<std::size_t>(w)];
                t.output.at(y, x) += product;
                t.sizes.at(y, x) += std::abs(product);
                t.counts.at(y, x) += 1;
                if (n > stamps || (n == stamps && w >= products)) continue;
                t.soFar.at(y, x) += product;
                t.met.at(y, x) += 1;
            }
}

// The whole line of rows that the words say.
QString soFarObjection(const Truth& t, const Shown& shown, bool counts) {
    const QString lead = counts ? "Stamps so far: " : "Output so far: ";
    const QString said = plain::behind(shown.words, lead).value_or(QString());
    const QStringList cells = QString(said).replace(';', ' ').split(' ', Qt::SkipEmptyParts);
    const Plane& truth = counts ? t.met : t.soFar;
    if (cells.size() != static_cast<qsizetype>(truth.values.size())) return "Not all of it is said: " + said;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const double value = plain::numberFrom(cells[i]).value_or(std::nan(""));
        if (!(std::abs(value - truth.values[at]) <= 0.6e-4 + 1e-5 * t.sizes.values[at]))
            return QString("%1%2 is %3, not: %4").arg(lead).arg(i + 1).arg(truth.values[at]).arg(said);
    }
    return {};
}

} // namespace

static QString stampObjection(const Shown& shown) {
    const QJsonObject& scene = shown.scene;
    Truth t;
    t.input = plain::planeFrom(scene["input"].toArray());
    t.kernel = plain::planeFrom(scene["kernel"].toArray());
    t.stride = scene["stride"].toInt();
    t.padding = scene["padding"].toInt();
    t.added = scene["outputPadding"].toInt();
    QString wrong = plain::difference("input", shown.find("input"), {t.input});
    if (wrong.isEmpty()) wrong = plain::difference("kernel", shown.find("kernel"), {t.kernel});
    if (!wrong.isEmpty()) return wrong;
    const auto length = [&](int n, int k) { return (n - 1) * t.stride - 2 * t.padding + k + t.added; };
    const bool fits =
        t.added < t.stride && length(t.input.rows, t.kernel.rows) > 0 && length(t.input.columns, t.kernel.columns) > 0;
    if (!fits) return shown.find("output") ? "There is an output where none is left." : QString();
    const int all = t.kernel.rows * t.kernel.columns;
    gather(t, scene["step"].toInt() - 1, scene.contains("products") ? scene["products"].toInt() : all);
    wrong = plain::difference("output", shown.find("output"), {t.output}, {t.sizes});
    if (wrong.isEmpty()) wrong = plain::difference("stamps that meet", shown.find("stamps that meet"), {t.counts});
    if (!wrong.isEmpty()) return wrong;
    return soFarObjection(t, shown, scene["counts"].toBool());
}

static const ListedOracle isListed("stamp", stampObjection);

} // namespace ui
