// The truth about a page of the backward pass: gradients by the chain rule, weight by weight and input by input.
#include "core/walk/written_sum.h"
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/written_line.h"

#include <QJsonArray>
#include <QStringList>

namespace ui {
namespace {

using plain::Plane;
using plain::Tap;

struct Truth {
    Plane input, kernel, dOut, result, sizes, soFar;
    plain::Window window;
};

// Each output hands its gradient to what it read, in the order of the outputs; soFar: of the first `count` only.
void handBack(Truth& t, const QString& pass, bool maximum, int count) {
    Plane& to = t.result;
    to = pass == "kernel" ? Plane::filled(t.kernel.rows, t.kernel.columns, 0)
                          : Plane::filled(t.input.rows, t.input.columns, 0);
    t.sizes = t.soFar = to;
    for (int i = 0; i < t.dOut.rows * t.dOut.columns; ++i) {
        const double g = t.dOut.values[static_cast<std::size_t>(i)];
        const auto taps = plain::taps({t.input}, pass == "pooling" ? plain::Planes{} : plain::Planes{t.kernel},
                                      t.window, i / t.dOut.columns, i % t.dOut.columns);
        for (std::size_t k = 0; k < taps.size(); ++k) {
            double share = pass == "kernel" ? g * taps[k].input : g * taps[k].weight;
            if (pass == "pooling" && maximum) share = static_cast<int>(k) == plain::winner(taps) ? g : 0;
            if (pass == "pooling" && !maximum) share = g / static_cast<double>(taps.size());
            if (pass != "kernel" && taps[k].y < 0) continue;
            const auto at = pass == "kernel" ? k : static_cast<std::size_t>(taps[k].y * to.columns + taps[k].x);
            to.values[at] += share;
            t.sizes.values[at] += std::abs(share);
            if (i < count) t.soFar.values[at] += share;
        }
    }
}

// The forward pass has a place; then `dOut` has its size.
bool fits(Truth& t, const QJsonObject& scene, const QString& pass) {
    if (!plain::padsWell(t.window, t.input.rows, t.input.columns)) return false;
    const Plane typed = plain::planeFrom(scene["gradient"].toArray());
    t.dOut = Plane::filled(t.window.y.outputs(t.input.rows), t.window.x.outputs(t.input.columns), 1);
    if (t.dOut.values.empty()) return false;
    for (int y = 0; y < std::min(t.dOut.rows, typed.rows); ++y)
        for (int x = 0; x < std::min(t.dOut.columns, typed.columns); ++x) t.dOut.at(y, x) = typed.at(y, x);
    if (pass != "pooling") return true;
    for (const plain::Axis* a : {&t.window.y, &t.window.x})
        if (2 * std::max(a->before, a->after) > a->kernel) return false;
    for (int y = 0; y < t.dOut.rows; ++y)
        for (int x = 0; x < t.dOut.columns; ++x)
            if (plain::winner(plain::taps({t.input}, {}, t.window, y, x)) < 0) return false;
    return true;
}

// The page may say so instead of walking over zeros.
bool seesPaddingOnly(const Truth& t) {
    for (int i = 0; i < t.dOut.rows * t.dOut.columns; ++i)
        for (const Tap& tap : plain::taps({t.input}, {}, t.window, i / t.dOut.columns, i % t.dOut.columns))
            if (!tap.padding) return false;
    return true;
}

// The last number of the step's line is the gradient of that cell; what is written adds up to it.
QString stepObjection(const Truth& t, const Shown& shown) {
    const int cell = shown.scene["step"].toInt() - 1, y = cell / t.result.columns, x = cell % t.result.columns;
    if (cell < 0 || y >= t.result.rows) return "The step is beyond the gradient.";
    const auto line = plain::behind(shown.words, QString("Row %1, column %2: ").arg(y + 1).arg(x + 1));
    if (!line) return "The step is not said.";
    const QStringList terms = line->section(" = ", 0, 0).split(" + ");
    const bool complete = !shown.scene.contains("products");
    if (!complete && terms.size() != shown.scene["products"].toInt())
        return "The scene and the figure differ in the products shown: " + *line;
    double written = 0;
    for (const QString& term : terms)
        written += plain::numberFrom(term.section("×", 0, 0)).value_or(std::nan("")) *
                   plain::numberFrom(term.section("×", 1)).value_or(std::nan(""));
    const double result = plain::numberFrom(line->section(" = ", -1)).value_or(std::nan(""));
    const double size = t.sizes.at(y, x);
    if (!(std::abs(written - result) <= 1e-9 + 1e-12 * size)) return "What is written does not add up: " + *line;
    if (complete && !(std::abs(result - t.result.at(y, x)) <= 0.006 + 1e-5 * size))
        return QString("The truth is %1: %2").arg(t.result.at(y, x)).arg(*line);
    QStringList done;
    for (int i = 0; i < cell + (complete ? 1 : 0); ++i)
        done << QString::fromStdString(cnn::writtenValue(shown.numbers.front().values.data()[i]));
    const QString said = plain::behind(shown.words, "Output so far: ").value_or(QString());
    return said == done.join(' ') ? QString() : "The output so far is wrong: " + said;
}

QString poolObjection(const Truth& t, const Shown& shown) {
    const QString said = plain::behind(shown.words, "Input gradient so far: ").value_or(QString());
    const QStringList cells = QString(said).replace(';', ' ').split(' ', Qt::SkipEmptyParts);
    if (cells.size() != static_cast<qsizetype>(t.soFar.values.size())) return "Not all of it is said: " + said;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const double value = plain::numberFrom(cells[i]).value_or(std::nan(""));
        if (!(std::abs(value - t.soFar.values[at]) <= 0.6e-4 + 1e-5 * t.sizes.values[at]))
            return QString("Input gradient %1 is %2, not: %3").arg(i + 1).arg(t.soFar.values[at]).arg(said);
    }
    return {};
}

} // namespace

static QString backwardObjection(const Shown& shown) {
    const QJsonObject& scene = shown.scene;
    const QString pass = scene["pass"].toString();
    const bool pooling = pass == "pooling", maximum = scene["operation"].toString() == "max";
    Truth t;
    t.input = plain::planeFrom(scene["input"].toArray());
    if (pooling) {
        const QJsonArray size = scene["kernel"].toArray();
        t.window = plain::windowFrom(scene, size[0].toInt(), size[1].toInt());
        t.window.mode = "zeros";
    } else {
        t.kernel = plain::planeFrom(scene["kernel"].toArray());
        t.window = plain::windowFrom(scene, t.kernel.rows, t.kernel.columns);
        if (scene["flip"].toBool()) t.kernel = plain::turned(t.kernel);
    }
    QString wrong = plain::difference("input", shown.find("input"), {t.input});
    if (wrong.isEmpty() && !pooling) wrong = plain::difference("kernel", shown.find("kernel"), {t.kernel});
    if (!wrong.isEmpty()) return wrong;
    const QString name = pass == "kernel" ? "kernel gradient" : "input gradient";
    // Where fillers repeat cells, the input's gradient is no walk of one kernel; the page says so.
    const bool repeats = pass == "input" && t.window.mode != "zeros" &&
                         t.window.y.before + t.window.y.after + t.window.x.before + t.window.x.after > 0;
    if (!fits(t, scene, pass)) return shown.find(name) ? "There is a gradient where no window fits." : QString();
    wrong = plain::difference("output gradient", shown.find("output gradient"), {t.dOut});
    if (!wrong.isEmpty() || repeats) return wrong;
    if (pass == "input" && !shown.find(name) && seesPaddingOnly(t)) return {};
    handBack(t, pass, maximum, scene["step"].toInt());
    wrong = plain::difference(name, shown.find(name), {t.result}, {t.sizes});
    if (!wrong.isEmpty()) return wrong;
    return pooling ? poolObjection(t, shown) : stepObjection(t, shown);
}

static const ListedOracle isListed("backward", backwardObjection);

} // namespace ui
