// The truth about a sliding-window page.
#include "core/walk/written_sum.h"
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/written_line.h"

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

// Step by layer: the size after so many layers of this window, without padding and with it.
QString layerObjection(const Truth& t, const Shown& shown) {
    const int layers = shown.scene["layers"].toInt();
    const QString place = layers == 0 ? QString("The input: ") : QString("Layer %1 of 10: ").arg(layers);
    const QStringList said = plain::behind(shown.words, place).value_or(QString()).split(", ");
    if (said.size() != 2) return "The layers are not said: " + place;
    plain::Window bare = t.window;
    bare.y.before = bare.y.after = bare.x.before = bare.x.after = 0;
    plain::Window padded = t.window;
    if (said[1].contains("same padding"))
        for (plain::Axis* a : {&padded.y, &padded.x}) {
            const int total = a->dilation * (a->kernel - 1); // PyTorch: of a stride, as much before as behind
            a->before = total / 2;
            a->after = a->stride > 1 ? total / 2 : total - total / 2;
        }
    for (int i = 0; i < 2; ++i) {
        const plain::Window& w = i == 0 ? bare : padded;
        int rows = t.input.rows, columns = t.input.columns;
        for (int layer = 0; layer < layers && rows > 0 && columns > 0; ++layer) {
            rows = w.y.outputs(rows);
            columns = w.x.outputs(columns);
        }
        const QString size = rows > 0 && columns > 0 ? QString("%1 × %2 with ").arg(rows).arg(columns)
                                                     : QString("no window fits any more with ");
        if (!said[i].startsWith(size)) return "After " + QString::number(layers) + " layers: " + size + said[i];
    }
    return {};
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

static QString windowObjection(const Shown& shown) {
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
    const bool byLayer = shown.scene["grain"].toString() == "layer";
    if (wrong.isEmpty()) wrong = byLayer ? layerObjection(t, shown) : stepObjection(t, shown);
    return wrong.isEmpty() ? hoverObjection(shown) : wrong;
}

static const ListedOracle isListed("window", windowObjection);

} // namespace ui
