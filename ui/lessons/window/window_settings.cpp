#include "ui/lessons/window/window_settings.h"

#include "core/samples/kernel_library.h"
#include "core/samples/neural_trace.h"
#include "ui/lessons/window/window_fits.h"
#include "ui/model/size_words.h"
#include "ui/model/standing.h"

#include <QJsonArray>
#include <algorithm>

namespace ui {
namespace {

using S = WindowScene;
using Table = SettingTable<S>;
using Row = Setting<S>;

bool convolves(const S& s) {
    return s.isConvolution();
}
bool pools(const S& s) {
    return !s.isConvolution();
}
bool isSignal(const S& s) {
    return s.signal;
}

// ---- padding and size in a word ------------------------------------------------------------------------------------

// 0 PyTorch, 1 TensorFlow, -1 neither.
int sameRuleOf(const S& s) {
    if (s.window == samePadded(s, cnn::SameRule::PyTorch)) return 0;
    return s.window == samePadded(s, cnn::SameRule::TensorFlow) ? 1 : -1;
}

cnn::Window paddedAs(const S& s, Padding padding) {
    return paddedAs(s.window, s.input.shape(), padding);
}

// 0 valid, 1 same, 2 full, -1 none of them.
int fitOf(const S& s) {
    if (s.window == paddedAs(s, Padding::Valid)) return 0;
    if (sameRuleOf(s) >= 0) return 1;
    return s.isConvolution() && s.window == paddedAs(s, Padding::Full) ? 2 : -1;
}

void setFit(S& s, double fit) {
    s.window = paddedAs(s, fit == 1 ? Padding::Same : fit == 2 ? Padding::Full : Padding::Valid);
}

bool isGlobal(const S& s) {
    const auto& [y, x] = s.window;
    return y.extent() == s.input.shape().h && x.extent() == s.input.shape().w &&
           y.padBefore + y.padAfter + x.padBefore + x.padAfter == 0;
}

// One window over the whole input, or two by two again.
void setGlobal(S& s, double global) {
    const int rows = global == 1 ? s.input.shape().h : 2, columns = global == 1 ? s.input.shape().w : 2;
    s.window = {};
    s.window.y.stride = s.window.x.stride = global == 1 ? 1 : 2;
    s.resizeKernel(rows, columns);
}

// ---- keys of several numbers ---------------------------------------------------------------------------------------

// What an axis has, down and across.
Row::Pair ofAxes(int cnn::Axis::*of, int most) {
    return {1, most, [=](const S& s) { return s.window.y.*of; }, [=](const S& s) { return s.window.x.*of; },
            [=](S& s, int down, int across) {
                s.window.y.*of = down;
                s.window.x.*of = across;
            }};
}
Row::Pair ofKernel(int most) {
    return {1, most, [](const S& s) { return s.window.y.kernel; }, [](const S& s) { return s.window.x.kernel; },
            [](S& s, int rows, int columns) { s.resizeKernel(rows, columns); }};
}
Row::Pair ofInput(int most) {
    return {1, most, [](const S& s) { return s.input.shape().h; }, [](const S& s) { return s.input.shape().w; },
            [](S& s, int rows, int columns) { s.resizeInput(rows, columns); }};
}

// One number, or one for rows and one for columns.
void addPair(Table& t, const QString& key, const QStringList& labels, const Row::Pair& two, const QString& help) {
    t.file(
         key, tr("1 to %1, or two of them: down, across").arg(two.high), help,
         [=](const SceneValue& from, S& s) {
             const auto both = from[key].wholes(1, two.high, 1);
             two.set(s, both[0], both[1]);
         },
         [=](const S& s) {
             return QJsonArray{static_cast<int>(two.first(s)), static_cast<int>(two.second(s))};
         })
        .both(labels[0], two);
    t.control(key + "Rows").first(labels[1], two);
    t.control(key + "Columns").second(labels[2], two);
}

// A control for the padding at one side.
void addSide(Table& t, const QString& id, const QString& label, cnn::Axis cnn::Window::*side, int cnn::Axis::*of,
             int most) {
    t.control(id).stepper(
        label, 0, most, [=](const S& s) { return s.window.*side.*of; },
        [=](S& s, double v) { s.window.*side.*of = static_cast<int>(v); });
}

// Of a signal there is no usual one but a trace.
std::optional<cnn::Tensor> usualInput(const S& s) {
    if (s.trace > 0) return cnn::neuralTrace(S::traceSamples, static_cast<std::uint64_t>(s.trace));
    return s.signal ? std::nullopt : std::optional(S().input);
}

void readInput(const SceneValue& from, S& s, int side) {
    const SceneValue input = from["input"];
    const auto usual = input.given() ? std::nullopt : usualInput(s);
    s.input = usual ? *usual : input.grid(s.signal ? 1 : side, s.signal ? S::largestSignal : side, S::largestValue);
}

void readKernel(const SceneValue& from, S& s, int side) {
    const SceneValue kernel = from["kernel"];
    if (!s.isConvolution()) {
        const auto size = kernel.wholes(1, side, 2);
        return s.resizeKernel(size[0], size[1]);
    }
    if (!kernel.given() && !s.signal) return;
    s.kernel = kernel.grid(s.signal ? 1 : side, side, S::largestValue);
    s.window.y.kernel = s.kernel.shape().h;
    s.window.x.kernel = s.kernel.shape().w;
}

QJsonValue writtenKernel(const S& s) {
    return s.isConvolution() ? toRows(s.kernel) : QJsonArray{s.window.y.kernel, s.window.x.kernel};
}

QJsonValue usualKernel(const S& s) {
    S usual;
    usual.operation = s.operation;
    return s.signal && s.isConvolution() ? QJsonValue(QJsonValue::Undefined) : writtenKernel(usual);
}

// Two numbers are rows and columns, four top, bottom, left, right.
void readPadding(const SceneValue& from, S& s, int most) {
    const auto all = from["padding"].wholes(0, most, 0, {2, 4});
    auto& [y, x] = s.window;
    const bool four = all.size() == 4;
    y.padBefore = all[0];
    y.padAfter = four ? all[1] : all[0];
    x.padBefore = four ? all[2] : all[1];
    x.padAfter = four ? all[3] : all[1];
}

QJsonValue writtenPadding(const S& s) {
    const auto& [y, x] = s.window;
    return QJsonArray{y.padBefore, y.padAfter, x.padBefore, x.padAfter};
}

void readBreakpoints(const SceneValue& from, S& s) {
    constexpr int farthest = 1000, most = 2000; // more than any output has
    for (const SceneValue& pair : from["breakpoints"].list(0, most)) {
        const auto place = pair.list(2);
        const int row = place[0].whole(1, farthest) - 1, column = place[1].whole(1, farthest) - 1;
        if (!std::ranges::count(s.breakpoints, cnn::Place{row, column})) s.toggleBreakpoint(row, column);
    }
}

QJsonValue writtenBreakpoints(const S& s) {
    QJsonArray all;
    for (const cnn::Place& at : s.breakpoints) all << QJsonArray{at.y + 1, at.x + 1};
    return all;
}

// ---- the rows, in the order of the inspector -----------------------------------------------------------------------

void addOperation(Table& t) {
    using cnn::WindowOperation;
    t.choice(
         "operation", tr("Pooling"), &S::operation,
         {{WindowOperation::Convolution, "conv"}, {WindowOperation::MaxPool, "max"}, {WindowOperation::AvgPool, "avg"}},
         tr("What becomes of the cells in the window."))
        .switched(
            tr("Pooling"), {tr("max"), tr("average"), tr("none")},
            [](const S& s) { return s.bypass                                  ? 2
                                    : s.operation == WindowOperation::AvgPool ? 1
                                                                              : 0; },
            [](S& s, double v) {
                s.bypass = v == 2;
                if (v < 2) s.operation = v == 1 ? WindowOperation::AvgPool : WindowOperation::MaxPool;
            })
        .when(pools);
    t.flag("bypass", {}, &S::bypass, {}, tr("Pooling is left out: the output is the input.")).applies = tr("pooling");
    t.flag("signal", {}, &S::signal, {}, tr("The input is one row of samples, drawn as a curve over time."));
    t.whole("trace", tr("Made-up trace"), &S::trace, 0, S::largestTrace,
            tr("The seed of a made-up trace, the input where none is given; 0: there is none."))
        .stepper(
            tr("Made-up trace"), 1, S::largestTrace, [](const S& s) { return std::max(1, s.trace); },
            [](S& s, double v) {
                s.trace = static_cast<int>(v);
                s.input = cnn::neuralTrace(S::traceSamples, static_cast<std::uint64_t>(v));
            })
        .when(isSignal, tr("a signal"));
}

// The padding in a word, and what it is filled with.
void addFit(Table& t) {
    t.control("fit").switched(tr("Padding as"), {tr("valid"), tr("same"), tr("full")}, fitOf, setFit).when(convolves);
    t.control("fit")
        .switched(tr("Padding as"), {tr("valid"), tr("same")}, fitOf, setFit)
        .when(pools); // must see a pixel
    using cnn::PadMode;
    t.choice("padMode", tr("Filled with"), &S::padMode,
             {{PadMode::Zeros, "zeros", tr("zeros")},
              {PadMode::Replicate, "replicate", tr("replicate")},
              {PadMode::Reflect, "reflect", tr("reflect")},
              {PadMode::Circular, "circular", tr("circular")}},
             tr("What the padding is filled with."))
        .when(convolves, tr("a convolution"))
        .dropDown();
    t.control("sameRule").switched(tr("Same as"), {tr("PyTorch"), tr("TensorFlow")}, sameRuleOf, [](S& s, double v) {
        s.window = padWithin(samePadded(s, static_cast<cnn::SameRule>(static_cast<int>(v))));
    });
}

void addSizes(Table& t, const WindowLimits& most) {
    t.control("global").switched(tr("Covers"), {tr("a part"), tr("all (global)")}, isGlobal, setGlobal).when(pools);
    t.file(
         "kernel", tr("rows of numbers, up to %1 × %1; of pooling its size: 1 to %1, or two").arg(most.side),
         tr("The weights, a text a row: \"0 1\"."),
         [=](const SceneValue& from, S& s) { readKernel(from, s, most.side); }, writtenKernel)
        .after({"operation", "signal"})
        .usually(usualKernel, tr("2 × 2, of a convolution zeros; of a signal there is none"))
        .both(tr("Kernel"), ofKernel(most.side), true)
        .when(convolves);
    t.control("kernel").both(tr("Window"), ofKernel(most.side), true).when(pools); // pooling has no kernel
    t.file(
         "padding", tr("0 to %1, or two: rows, columns; or four: top, bottom, left, right").arg(most.padding),
         tr("How many cells are put around the input."),
         [=](const SceneValue& from, S& s) { readPadding(from, s, most.padding); }, writtenPadding)
        .stepper(
            tr("Padding"), 0, most.padding, [](const S& s) { return s.window.y.padBefore; },
            [](S& s, double v) {
                auto& [y, x] = s.window;
                y.padBefore = y.padAfter = x.padBefore = x.padAfter = static_cast<int>(v);
            })
        .mixed = [](const S& s) { return mixedPadding(s.window); };
    addFit(t);
    addPair(t, "stride", {tr("Stride"), tr("Stride down"), tr("Stride across")},
            ofAxes(&cnn::Axis::stride, most.stride), tr("How far the window moves at a time."));
}

void addLooks(Table& t) {
    t.flag("flip", tr("Kernel is"), &S::flip, {tr("as it is"), tr("flipped")},
           tr("The kernel is turned by half a turn."))
        .when(convolves, tr("a convolution"));
    t.flag("relu", tr("Afterwards"), &S::relu, {tr("nothing"), tr("ReLU")}, tr("Negative sums become 0."))
        .when(convolves, tr("a convolution"));
    t.flag("uses", tr("Count uses"), &S::uses, {tr("off"), tr("on")},
           tr("The input shows how many windows read each cell."));
    t.flag("stacked", tr("Below"), &S::stacked, {tr("sum"), tr("layers")},
           tr("Below stand the sizes of ten such layers, not the sum."));
    t.flag("fits", tr("Compare paddings"), &S::fits, {tr("off"), tr("on")},
           tr("Below stands which padding fits: sizes, what is left over, what is never read."))
        .when(convolves, tr("a convolution"));
    t.choice("show", tr("Values as"), &S::show,
             {{ShowValues::Numbers, "numbers", tr("numbers")},
              {ShowValues::Colour, "colour", tr("colour")},
              {ShowValues::Both, "both", tr("both")}},
             tr("How the grids show their values."));
}

void addInput(Table& t, const WindowLimits& most) {
    t.file(
         "input",
         tr("rows of numbers, up to %1 × %1; of a signal one row of up to %2").arg(most.side).arg(S::largestSignal),
         tr("The cells, a text a row: \"0 1 2\"."),
         [=](const SceneValue& from, S& s) { readInput(from, s, most.side); },
         [](const S& s) { return toRows(s.input); })
        .after({"signal", "trace"})
        .usually(
            [](const S& s) {
                const auto usual = usualInput(s);
                return usual ? QJsonValue(toRows(*usual)) : QJsonValue(QJsonValue::Undefined);
            },
            tr("3 × 3 zeros; of a signal its made-up trace"))
        .both(tr("Input size"), ofInput(most.side), true);
    t.control("inputRows").first(tr("Input rows"), ofInput(most.side));
    t.control("inputColumns").second(tr("Input columns"), ofInput(most.side));
}

// One number at a time of what differs between rows and columns.
void addSides(Table& t, const WindowLimits& most) {
    using cnn::Axis;
    using cnn::Window;
    t.control("kernelRows").first(tr("Window rows"), ofKernel(most.side));
    t.control("kernelColumns").second(tr("Window columns"), ofKernel(most.side));
    addSide(t, "padTop", tr("Padding top"), &Window::y, &Axis::padBefore, most.padding);
    addSide(t, "padBottom", tr("Padding bottom"), &Window::y, &Axis::padAfter, most.padding);
    addSide(t, "padLeft", tr("Padding left"), &Window::x, &Axis::padBefore, most.padding);
    addSide(t, "padRight", tr("Padding right"), &Window::x, &Axis::padAfter, most.padding);
    addPair(t, "dilation", {tr("Dilation"), tr("Dilation down"), tr("Dilation across")},
            ofAxes(&Axis::dilation, most.dilation), tr("How far apart the window's cells are."));
    t.file("breakpoints", tr("pairs of row and column, from 1"), tr("Output cells where playing stops."),
           readBreakpoints, writtenBreakpoints);
}

// A signal has one row: its settings stand for columns only.
void addSignal(Table& t, const WindowLimits& most) {
    QStringList names;
    for (const cnn::NamedKernel& k : cnn::signalKernels()) names << QString::fromStdString(k.name);
    names << tr("Your own");
    t.control("signalKernel")
        .switched(
            tr("Kernel shape"), names,
            [](const S& s) {
                const auto all = cnn::signalKernels();
                return static_cast<double>(std::ranges::find(all, s.kernel, &cnn::NamedKernel::values) - all.begin());
            },
            [](S& s, double v) {
                const auto all = cnn::signalKernels();
                if (v >= static_cast<double>(all.size())) return; // "Your own": what is there
                const cnn::Tensor& kernel = all[static_cast<std::size_t>(v)].values;
                s.resizeKernel(1, kernel.shape().w);
                s.kernel = kernel;
            })
        .when(isSignal)
        .dropDown();
    t.control("signalPadding")
        .stepper(
            tr("Padding at each end"), 0, most.padding, [](const S& s) { return s.window.x.padBefore; },
            [](S& s, double v) { s.window.x.padBefore = s.window.x.padAfter = static_cast<int>(v); })
        .when(isSignal)
        .mixed = [](const S& s) {
        return mixedPadding({s.window.x, s.window.x});
    };
    t.control("signalStride").second(tr("Stride in samples"), ofAxes(&cnn::Axis::stride, most.stride)).when(isSignal);
    t.control("signalKernelSize").second(tr("Kernel samples"), ofKernel(most.side)).when(isSignal);
    t.control("signalDilation")
        .second(tr("Dilation in samples"), ofAxes(&cnn::Axis::dilation, most.dilation))
        .when(isSignal);
}

} // namespace

SettingTable<WindowScene> windowTable(const WindowLimits& most) {
    Table t;
    addOperation(t);
    addSizes(t, most);
    addLooks(t);
    addInput(t, most);
    addSides(t, most);
    addSignal(t, most);
    return t;
}

const SettingTable<WindowScene>& windowSettings() {
    static const Table table = [] {
        Table t = windowTable({});
        t.control("fill").label = ui::tr("Fill with");
        t.beside(Standing::table(windowGrains));
        return t;
    }();
    return table;
}

WindowScene windowSceneFrom(const QJsonObject& object) {
    return windowSettings().read(object);
}

QJsonObject toJson(const WindowScene& scene) {
    return windowSettings().write(scene);
}

} // namespace ui
