// The truth about a sliding-window page.
#include "core/walk/written_sum.h"
#include "tests/ui/oracle.h"
#include "tests/ui/written_line.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>

namespace ui {
namespace {

using plain::Operation;

struct Truth {
    plain::Plane input, kernel, output, sizes;
    plain::Window window;
    Operation operation = Operation::Convolution;
    bool relu = false, fits = false;

    std::vector<plain::Tap> taps(int y, int x) const {
        return plain::taps({input}, kernel.values.empty() ? plain::Planes{} : plain::Planes{kernel}, window, y, x);
    }
};

// PyTorch's rule: at most half of a pooling window is padding, and no window sees nothing else.
bool poolsWell(const Truth& t) {
    for (const plain::Axis* a : {&t.window.y, &t.window.x})
        if (2 * std::max(a->before, a->after) > a->kernel) return false;
    for (int y = 0; y < t.output.rows; ++y)
        for (int x = 0; x < t.output.columns; ++x)
            if (plain::winner(t.taps(y, x)) < 0) return false;
    return true;
}

void calculate(Truth& t) {
    for (int y = 0; y < t.output.rows; ++y)
        for (int x = 0; x < t.output.columns; ++x) {
            const auto taps = t.taps(y, x);
            double value = plain::sum(taps);
            if (t.operation == Operation::Average) value /= static_cast<double>(taps.size());
            if (t.operation == Operation::Maximum) value = taps[static_cast<std::size_t>(plain::winner(taps))].input;
            t.output.at(y, x) = t.relu ? std::max(0.0, value) : value;
            t.sizes.at(y, x) = plain::size(taps);
        }
}

Truth truthOf(const QJsonObject& scene) {
    Truth t;
    t.input = plain::planeFrom(scene["input"].toArray());
    const QString operation = scene["operation"].toString();
    if (operation == "conv") {
        t.kernel = plain::planeFrom(scene["kernel"].toArray());
        t.window = plain::windowFrom(scene, t.kernel.rows, t.kernel.columns);
        if (scene["flip"].toBool()) t.kernel = plain::turned(t.kernel);
        t.relu = scene["relu"].toBool();
    } else {
        t.operation = operation == "max" ? Operation::Maximum : Operation::Average;
        const QJsonArray size = scene["kernel"].toArray();
        t.window = plain::windowFrom(scene, size[0].toInt(), size[1].toInt());
        t.window.mode = "zeros";
        if (scene["bypass"].toBool()) t.window = {};
    }
    t.output = plain::Plane::filled(t.window.y.outputs(t.input.rows), t.window.x.outputs(t.input.columns), 0);
    t.sizes = t.output;
    t.fits = !t.output.values.empty() && plain::padsWell(t.window, t.input.rows, t.input.columns) &&
             (t.operation == Operation::Convolution || poolsWell(t));
    if (t.fits) calculate(t);
    return t;
}

// What stands in a grid, as it is written: rounded by the same rule from the numbers that were compared already.
QStringList writtenValues(const cnn::Tensor& values) {
    QStringList all;
    for (const float v : values.values()) all << QString::fromStdString(cnn::writtenValue(v));
    return all;
}

QString usesText(const Truth& t) {
    plain::Plane uses = plain::Plane::filled(t.input.rows, t.input.columns, 0);
    for (int oy = 0; oy < t.output.rows; ++oy)
        for (int ox = 0; ox < t.output.columns; ++ox)
            for (const plain::Tap& tap : t.taps(oy, ox))
                if (!tap.padding) ++uses.at(tap.y, tap.x);
    QStringList rows;
    for (int y = 0; y < uses.rows; ++y) {
        QStringList row;
        for (int x = 0; x < uses.columns; ++x) row << QString::number(uses.at(y, x));
        rows << row.join(' ');
    }
    return "Windows that read each input: " + rows.join("; ") + ".";
}

QString stepObjection(const Truth& t, const Shown& shown) {
    const int cell = shown.scene["step"].toInt() - 1, y = cell / t.output.columns, x = cell % t.output.columns;
    if (cell < 0 || y >= t.output.rows) return "The step is beyond the output.";
    const QString place = shown.scene["signal"].toBool() ? QString("Output sample %1: ").arg(cell + 1)
                                                         : QString("Row %1, column %2: ").arg(y + 1).arg(x + 1);
    const auto line = plain::behind(shown.words, place);
    if (!line) return "The step is not said: " + place;
    const auto taps = t.taps(y, x);
    std::size_t count = 0;
    const QString wrong = plain::lineObjection(line->section(", max(0, ", 0, 0), t.operation, taps, 0, count);
    if (!wrong.isEmpty()) return wrong;
    if (t.relu && count == taps.size()) {
        const auto sum = plain::numberFrom(line->section(", max(0, ", 1).section(')', 0, 0));
        const auto after = plain::numberFrom(line->section(" = ", -1));
        if (!sum || !after || *after != std::max(0.0, *sum)) return "The ReLU is wrong: " + *line;
    }
    const QStringList done = writtenValues(*shown.find("output")).mid(0, cell + (count == taps.size() ? 1 : 0));
    const QString said = plain::behind(shown.words, "Output so far: ").value_or(QString());
    return said == done.join(' ') ? QString() : "The output so far is said to be: " + said;
}

// The value of the number that is pointed at.
QString hoverObjection(const Shown& shown) {
    static const QRegularExpression pointed("(Input|Output) row (\\d+), column (\\d+) is ([^:]+):");
    const auto match = pointed.match(shown.words);
    if (!match.hasMatch()) return {};
    const cnn::Tensor* grid = shown.find(match.captured(1).toLower());
    const int y = match.captured(2).toInt() - 1, x = match.captured(3).toInt() - 1;
    if (!grid || y >= grid->shape().h || x >= grid->shape().w) return "Pointed at nothing: " + match.captured();
    const QString value = QString::fromStdString(cnn::writtenValue(grid->at(0, y, x)));
    return match.captured(4) == value ? QString() : "It is " + value + ": " + match.captured();
}

} // namespace

QString windowObjection(const Shown& shown) {
    const Truth t = truthOf(shown.scene);
    QString wrong = plain::difference("input", shown.find("input"), {t.input});
    if (wrong.isEmpty() && t.operation == Operation::Convolution)
        wrong = plain::difference("kernel", shown.find("kernel"), {t.kernel});
    if (!wrong.isEmpty()) return wrong;
    if (!t.fits)
        return shown.find("output") || shown.words.contains("Output") ? "There is an output where no window fits."
                                                                      : QString();
    for (const QString& words : {QString("Input %1 × %2.").arg(t.input.rows).arg(t.input.columns),
                                 QString("Output %1 × %2.").arg(t.output.rows).arg(t.output.columns),
                                 QString("%1 × %2.").arg(t.window.y.kernel).arg(t.window.x.kernel),
                                 shown.scene["uses"].toBool() ? usesText(t) : QString()})
        if (!shown.words.contains(words)) return "This is not said: " + words;
    wrong = plain::difference("output", shown.find("output"), {t.output}, {t.sizes});
    if (wrong.isEmpty()) wrong = stepObjection(t, shown);
    return wrong.isEmpty() ? hoverObjection(shown) : wrong;
}

} // namespace ui
