// The truth about a page of channels.
#include "core/samples/colour_picture.h"
#include "core/walk/written_sum.h"
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/written_line.h"

#include <QJsonArray>
#include <QStringList>
#include <cmath>

namespace ui {
namespace {

using plain::Plane;
using plain::Planes;

Planes planesFrom(const QJsonArray& list) {
    Planes all;
    for (const auto& rows : list) all.push_back(plain::planeFrom(rows.toArray()));
    return all;
}

// The window of the balloon: each cell the mean of a square of its pixels, rounded.
Planes cutOut(const QJsonObject& scene) {
    constexpr int side = 168;
    const auto pixels = cnn::colourPicture(side);
    const int n = scene["reduction"].toInt();
    const QJsonArray window = scene["window"].toArray();
    const int top = window[0].toInt() - 1, left = window[1].toInt() - 1;
    Planes all(3, Plane::filled(window[2].toInt(), window[3].toInt(), 0));
    for (int c = 0; c < 3; ++c)
        for (int y = 0; y < all[0].rows; ++y)
            for (int x = 0; x < all[0].columns; ++x) {
                double sum = 0;
                for (int i = 0; i < n * n; ++i)
                    sum += pixels[static_cast<std::size_t>((c * side + (top + y) * n + i / n) * side + (left + x) * n +
                                                           i % n)];
                all[static_cast<std::size_t>(c)].at(y, x) = std::round(sum / (n * n));
            }
    return all;
}

struct Truth {
    Planes input, output, sizes;
    std::vector<Planes> kernels;
    std::vector<double> biases;
    plain::Window window;

    // Of its group, as deep as the kernel.
    std::vector<plain::Tap> taps(int map, int y, int x) const {
        const Planes& kernel = kernels[static_cast<std::size_t>(map)];
        const std::size_t deep = kernel.size(), groups = input.size() / deep;
        const std::size_t first = static_cast<std::size_t>(map) / (kernels.size() / groups) * deep;
        const auto begin = input.begin() + static_cast<std::ptrdiff_t>(first);
        return plain::taps({begin, begin + static_cast<std::ptrdiff_t>(deep)}, kernel, window, y, x);
    }
    bool fits() const { return !output.empty() && !output[0].values.empty(); }
    int rows() const { return output[0].rows; }
    int columns() const { return output[0].columns; }
};

Truth truthOf(const QJsonObject& scene) {
    Truth t;
    const bool isSplit = scene["picture"].toString() == "balloon"; // no other is at hand in a walk
    t.input = isSplit ? cutOut(scene) : planesFrom(scene["input"].toArray());
    for (const auto& kernel : scene["kernels"].toArray()) t.kernels.push_back(planesFrom(kernel.toArray()));
    for (const auto& bias : scene["bias"].toArray()) t.biases.push_back(bias.toDouble());
    t.window = plain::windowFrom(scene, t.kernels[0][0].rows, t.kernels[0][0].columns);
    const int rows = t.window.y.outputs(t.input[0].rows), columns = t.window.x.outputs(t.input[0].columns);
    t.output.assign(t.kernels.size(), Plane::filled(rows, columns, 0));
    t.sizes = t.output;
    for (std::size_t map = 0; map < t.kernels.size(); ++map)
        for (int y = 0; y < rows; ++y)
            for (int x = 0; x < columns; ++x) {
                const auto taps = t.taps(static_cast<int>(map), y, x);
                t.output[map].at(y, x) = plain::sum(taps) + t.biases[map];
                t.sizes[map].at(y, x) = plain::size(taps) + std::abs(t.biases[map]);
            }
    return t;
}

// "channel 1: 0×0 + 1×1 = 1; channel 2: ...; 1 + 37 + 0 = 38": each sum, and that the total is of these sums.
QString sumObjection(const Truth& t, const QString& line, int map, int y, int x, bool& complete) {
    QStringList parts = line.split("; ");
    const QString total = parts.takeLast();
    const auto all = t.taps(map, y, x);
    const auto per = all.size() / t.kernels.front().size();
    double sum = 0;
    std::size_t shown = 0, count = 0;
    for (qsizetype c = 0; c < parts.size(); ++c) {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(c) * per);
        const QString part = parts[c].section(": ", 1);
        const QString wrong = plain::lineObjection(part, plain::Operation::Convolution,
                                                   {begin, begin + static_cast<std::ptrdiff_t>(per)}, 0, count);
        if (!wrong.isEmpty()) return wrong;
        if (c + 1 < parts.size() && count != per) return "A channel is left before its end: " + line;
        sum += plain::numberFrom(part.section(" = ", -1)).value_or(0);
        shown += count;
    }
    complete = shown == all.size();
    QStringList terms = total.section(" = ", 0, 0).split(" + ");
    double written = 0;
    for (const QString& term : terms) written += plain::numberFrom(term).value_or(std::nan(""));
    const double result = plain::numberFrom(total.section(" = ", -1)).value_or(std::nan(""));
    const double bias = complete ? plain::numberFrom(terms.takeLast()).value_or(std::nan("")) : 0;
    const double rounding = 1e-9 + 1e-12 * plain::size(all);
    if (!(std::abs(written - result) <= rounding) || !(std::abs(sum + bias - result) <= rounding))
        return QString("The total is not that of the sums, %1: %2").arg(sum + bias).arg(line);
    return {};
}

QString stepObjection(const Truth& t, const Shown& shown) {
    const int cells = t.rows() * t.columns(), index = shown.scene["step"].toInt() - 1;
    const int map = index / cells, y = index % cells / t.columns(), x = index % t.columns();
    if (index < 0 || map >= static_cast<int>(t.kernels.size())) return "The step is beyond the output.";
    const QString place = QString("Output channel %1, row %2, column %3: ").arg(map + 1).arg(y + 1).arg(x + 1);
    const auto line = plain::behind(shown.words, place);
    if (!line) return "The step is not said: " + place;
    bool complete = false;
    const QString wrong = sumObjection(t, *line, map, y, x, complete);
    if (!wrong.isEmpty()) return wrong;
    if (complete == shown.scene.contains("products")) return "The scene and the figure differ in the products shown.";
    const cnn::Tensor& output = *shown.find("output");
    QStringList maps;
    for (int m = 0; m <= map; ++m) {
        QStringList values;
        for (int i = 0; i < (m < map ? cells : index % cells + (complete ? 1 : 0)); ++i)
            values << QString::fromStdString(cnn::writtenValue(output.at(m, i / t.columns(), i % t.columns())));
        if (!values.isEmpty())
            maps << (t.kernels.size() > 1 ? QString("channel %1: ").arg(m + 1) : QString()) + values.join(' ');
    }
    const QString said = plain::behind(shown.words, "Output so far: ").value_or(QString());
    return said == maps.join("; ") ? QString() : "The output so far is said to be: " + said;
}

} // namespace

static QString channelsObjection(const Shown& shown) {
    const Truth t = truthOf(shown.scene);
    QString wrong = plain::difference("input", shown.find("input"), t.input);
    for (std::size_t map = 0; map < t.kernels.size() && wrong.isEmpty(); ++map) {
        const QString name = QString("kernel %1").arg(map + 1);
        wrong = plain::difference(name, shown.find(name), t.kernels[map]);
    }
    if (!wrong.isEmpty()) return wrong;
    if (!t.fits()) return shown.find("output") ? "There is an output where no window fits." : QString();
    wrong = plain::difference("output", shown.find("output"), t.output, t.sizes);
    return wrong.isEmpty() ? stepObjection(t, shown) : wrong;
}

static const ListedOracle isListed("channels", channelsObjection);

} // namespace ui
