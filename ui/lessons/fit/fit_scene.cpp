#include "ui/lessons/fit/fit_scene.h"

#include "core/base/rng.h"
#include "core/samples/grid_patterns.h"
#include "core/walk/window_walk.h"
#include "ui/model/breakpoints.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using cnn::Rng;
using cnn::Tensor;

using S = FitScene;

enum Stream : std::uint64_t { inputStream, noiseStream, startStream };

double rounded(double value, double units) {
    return std::round(value * units) / units;
}

// Row 4 of every lecture on edges: white, black, white.
Tensor stripes() {
    Tensor x({1, 6, 8, 1});
    for (int y = 0; y < 6; ++y)
        for (const int column : {0, 1, 6, 7}) x.at(0, y, column) = 1;
    return x;
}

// Tenths from -1 to 1, so that sums can be read.
Tensor randomInput(int size, int seed) {
    Tensor x({1, size, size, 1});
    Rng rng(static_cast<std::uint64_t>(seed), inputStream);
    for (float& v : x.values()) v = static_cast<float>(rounded(rng.uniform(-1, 1), 10));
    return x;
}

// A pattern with 1 for its brightest value, as black and white are 0 and 1.
Tensor patternInput(S::Input input, int size) {
    using P = cnn::GridPattern;
    const P pattern = input == S::Input::Edge      ? P::Edge
                      : input == S::Input::Ramp    ? P::Ramp
                      : input == S::Input::Checker ? P::Checker
                      : input == S::Input::Letter  ? P::Letter
                                                   : P::Spot;
    Tensor x = cnn::gridPattern(pattern, {1, size, size, 1});
    const float brightest = x.array().maxCoeff();
    for (float& v : x.values()) v = static_cast<float>(rounded(static_cast<double>(v / brightest), 10));
    return x;
}

void addNoise(Tensor& target, double deviation, int seed) {
    Rng rng(static_cast<std::uint64_t>(seed), noiseStream);
    for (float& v : target.values())
        v = static_cast<float>(rounded(static_cast<double>(v) + deviation * rng.normal(), 100));
}

Tensor part(const Tensor& of, int y, int x, int rows, int columns) {
    Tensor cut({1, rows, columns, 1});
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c) cut.at(0, r, c) = of.at(0, y + r, x + c);
    return cut;
}

Tensor correlated(const Tensor& input, const Tensor& kernel) {
    cnn::WindowTask task{cnn::WindowOperation::Convolution, input, kernel, 0, {}};
    task.window.y.kernel = kernel.shape().h;
    task.window.x.kernel = kernel.shape().w;
    return cnn::WindowWalk::make(task).orThrow().output();
}

// As PyTorch starts a convolution: uniform within 1 / sqrt(number of weights).
std::vector<double> randomStart(int weights, int seed) {
    Rng rng(static_cast<std::uint64_t>(seed), startStream);
    const double reach = 1 / std::sqrt(weights);
    std::vector<double> start;
    for (int i = 0; i < weights; ++i) start.push_back(rounded(rng.uniform(-reach, reach), 1e4));
    return start;
}

// ---- the rows, in the order of the inspector -----------------------------------------------------------------------

void readKernel(const SceneValue& from, S& s) {
    if (!from["kernel"].given()) return;
    const auto size = from["kernel"].list(2);
    s.setKernel(size[0].whole(1, S::largestKernel), size[1].whole(1, S::largestKernel));
}

// Of the kernel's size, which must be there.
void readStart(const SceneValue& from, S& s) {
    const SceneValue start = from["start"];
    if (!start.given() || (start.isList() && start.json().toArray().isEmpty())) return;
    for (const SceneValue& weight : start.list(static_cast<qsizetype>(s.rows) * s.columns))
        s.start.push_back(weight.number(-S::largestStart, S::largestStart));
}

QJsonValue writtenStart(const S& s) {
    QJsonArray start;
    for (const double w : s.start) start.append(w);
    return start;
}

Setting<S>::Pair ofKernel() {
    return {1, S::largestKernel, [](const S& s) { return s.rows; }, [](const S& s) { return s.columns; },
            [](S& s, int rows, int columns) { s.setKernel(rows, columns); }};
}

void addKernels(SettingTable<S>& t) {
    std::vector<Choice<std::string>> targets;
    for (const cnn::NamedKernel* kernel : fitTargets())
        targets.push_back({kernel->id, QString::fromStdString(kernel->id), QString::fromStdString(kernel->name)});
    auto& target = t.choice("target", tr("Target by"), &S::target, targets,
                            tr("The kernel of the library that made the target; the one to learn takes its size."))
                       .dropDown();
    target.read = [read = target.read](const SceneValue& from, S& s) {
        read(from, s);
        s.setTarget(s.target);
    };
    target.set = [set = target.set](S& s, double v) {
        set(s, v);
        s.setTarget(s.target);
    };
    t.file("kernel", tr("rows and columns, 1 to %1").arg(S::largestKernel),
           tr("The size of the kernel that is learned; usually that of the target's."), readKernel,
           [](const S& s) {
               return QJsonArray{s.rows, s.columns};
           })
        .usually(
            [](S s) {
                s.setTarget(s.target);
                return QJsonArray{s.rows, s.columns};
            },
            tr("that of the target's"))
        .both(tr("Kernel"), ofKernel(), true);
}

void addData(SettingTable<S>& t) {
    const auto random = [](const S& s) { return s.input == S::Input::Random; };
    t.choice("input", tr("Input"), &S::input,
             {{S::Input::Stripes, "stripes", tr("stripes")},
              {S::Input::Random, "random", tr("random")},
              {S::Input::Edge, "edge", tr("edge")},
              {S::Input::Ramp, "ramp", tr("ramp")},
              {S::Input::Checker, "checker", tr("checker")},
              {S::Input::Letter, "letter", tr("letter")},
              {S::Input::Spot, "spot", tr("spot")}},
             tr("What is put in."))
        .dropDown();
    t.whole("size", tr("Input size"), &S::size, S::smallestInput, S::largestInput, tr("Its rows and columns."))
        .when([](const S& s) { return s.input != S::Input::Stripes; }, tr("an input without stripes"))
        .squared = true;
    t.whole("dataSeed", tr("Data seed"), &S::dataSeed, 1, S::largestSeed, tr("The seed of random input and noise."))
        .when([random](const S& s) { return random(s) || s.noise > 0; });
    t.control("kernelRows").first(tr("Kernel rows"), ofKernel());
    t.control("kernelColumns").second(tr("Kernel columns"), ofKernel());
    t.choice("lossAxis", tr("Loss axis"), &S::logarithmic, {{false, "linear", tr("linear")}, {true, "log", tr("log")}},
             tr("How the chart's axis of the loss is divided."));
}

SettingTable<S> makeTable() {
    SettingTable<S> t;
    t.number("learningRate", tr("Learning rate"), &S::learningRate, S::lowestRate, S::highestRate,
             tr("How far each update goes against the gradient."));
    t.whole("seed", tr("Start"), &S::seed, 1, S::largestSeed, tr("The seed of the first weights where none are given."))
        .as("start")
        .stepper(
            tr("Start"), 1, S::largestSeed, [](const S& s) { return s.start.empty() ? s.seed : 0; },
            [](S& s, double v) {
                s.start.clear();
                s.seed = std::max(1, static_cast<int>(v));
            })
        .own(tr("Start"));
    addKernels(t);
    t.file("start", tr("a number for each weight, or none"), tr("The first weights; none: random ones, by \"seed\"."),
           readStart, writtenStart)
        .after({"target", "kernel"});
    t.number("noise", tr("Noise"), &S::noise, 0, S::largestNoise,
             tr("The standard deviation of what is added to the target."));
    t.whole("updates", tr("Updates"), &S::updates, 1, S::mostUpdates, tr("How many updates there are."));
    addData(t);
    t.beside(FitPlace::table());
    t.beside(Breakpoints::table());
    return t;
}

} // namespace

void FitScene::setTarget(const std::string& id) {
    target = id;
    const cnn::Shape& k = trueKernel().values.shape();
    setKernel(k.h, k.w);
}

void FitScene::setKernel(int newRows, int newColumns) {
    if (rows != newRows || columns != newColumns) start.clear();
    rows = newRows;
    columns = newColumns;
}

cnn::FitTask FitScene::task() const {
    const Tensor all = input == Input::Stripes  ? stripes()
                       : input == Input::Random ? randomInput(size, dataSeed)
                                                : patternInput(input, size);
    const Tensor& truth = trueKernel().values;
    const int h = all.shape().h, w = all.shape().w, k = truth.shape().h, l = truth.shape().w;
    const int bothRows = std::max(rows, k), bothColumns = std::max(columns, l);
    const int outRows = h - bothRows + 1, outColumns = w - bothColumns + 1;
    const auto seen = [&](int r, int c) {
        return part(all, (bothRows - r) / 2, (bothColumns - c) / 2, outRows + r - 1, outColumns + c - 1);
    };
    Tensor wanted = correlated(seen(k, l), truth);
    if (noise > 0) addNoise(wanted, noise, dataSeed);
    return {seen(rows, columns),
            std::move(wanted),
            rows,
            columns,
            start.empty() ? randomStart(rows * columns, seed) : start,
            learningRate};
}

const std::vector<const cnn::NamedKernel*>& fitTargets() {
    static const std::vector<const cnn::NamedKernel*> all = [] {
        std::vector<const cnn::NamedKernel*> fitting;
        for (const cnn::NamedKernel& kernel : cnn::kernelLibrary())
            if (std::max(kernel.values.shape().h, kernel.values.shape().w) <= FitScene::largestKernel)
                fitting.push_back(&kernel);
        return fitting;
    }();
    return all;
}

double safeLearningRate(double largest) {
    if (!std::isfinite(largest)) return 0.1;
    const double wanted = std::clamp(0.9 * largest, FitScene::lowestRate, FitScene::highestRate);
    const double unit = std::pow(10.0, std::floor(std::log10(wanted) + 1e-9) - 1); // two figures
    return std::round(std::floor(wanted / unit + 1e-6) * unit * 1e9) / 1e9;
}

SettingTable<FitPlace> FitPlace::table() {
    SettingTable<FitPlace> t;
    t.whole("step", {}, &FitPlace::step, 0, S::mostUpdates + 1, ui::tr("The step where the walk stands."));
    t.whole("weight", {}, &FitPlace::weight, 1, S::largestKernel * S::largestKernel,
            ui::tr("The weight whose update is written, in reading order."));
    return t;
}

const SettingTable<FitScene>& fitSettings() {
    static const auto table = makeTable();
    return table;
}

FitScene fitSceneFrom(const QJsonObject& object) {
    return fitSettings().read(object);
}

QJsonObject toJson(const FitScene& s) {
    return fitSettings().write(s);
}

} // namespace ui
