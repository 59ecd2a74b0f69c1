#include "ui/lessons/fit/fit_scene.h"

#include "core/base/rng.h"
#include "core/walk/window_walk.h"
#include "ui/model/scene_value.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using cnn::Rng;
using cnn::Tensor;

// THE names in files, in the order of the enumerations.
const QStringList inputs{"stripes", "random"}, axes{"linear", "log"};

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

void readKernel(const SceneValue& from, FitScene& s) {
    const SceneValue kernel = from["kernel"];
    if (kernel.given()) {
        const auto size = kernel.list(2);
        s.setKernel(size[0].whole(1, FitScene::largestKernel), size[1].whole(1, FitScene::largestKernel));
    }
    const SceneValue start = from["start"];
    const bool random = !start.given() || (start.isList() && start.json().toArray().isEmpty());
    if (random) return;
    for (const SceneValue& weight : start.list(static_cast<qsizetype>(s.rows) * s.columns))
        s.start.push_back(weight.number(-FitScene::largestStart, FitScene::largestStart));
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
    const Tensor all = input == Input::Stripes ? stripes() : randomInput(size, dataSeed);
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

FitScene fitSceneFrom(const QJsonObject& object) {
    const SceneValue from(object);
    FitScene s;
    s.input = static_cast<FitScene::Input>(from["input"].oneOf(inputs));
    QStringList targets;
    for (const auto* kernel : fitTargets()) targets << QString::fromStdString(kernel->id);
    if (from["target"].given()) s.setTarget(fitTargets()[static_cast<std::size_t>(from["target"].oneOf(targets))]->id);
    readKernel(from, s);
    s.size = from["size"].whole(FitScene::smallestInput, FitScene::largestInput, s.size);
    s.dataSeed = from["dataSeed"].whole(1, FitScene::largestSeed, s.dataSeed);
    s.noise = from["noise"].number(0, FitScene::largestNoise, s.noise);
    s.seed = from["seed"].whole(1, FitScene::largestSeed, s.seed);
    s.learningRate = from["learningRate"].number(FitScene::lowestRate, FitScene::highestRate, s.learningRate);
    s.updates = from["updates"].whole(1, FitScene::mostUpdates, s.updates);
    s.logarithmic = from["lossAxis"].oneOf(axes) == 1;
    return s;
}

QJsonObject toJson(const FitScene& s) {
    QJsonArray start;
    for (const double w : s.start) start.append(w);
    return {{"input", inputs[static_cast<int>(s.input)]},
            {"size", s.size},
            {"dataSeed", s.dataSeed},
            {"target", QString::fromStdString(s.target)},
            {"noise", s.noise},
            {"kernel", QJsonArray{s.rows, s.columns}},
            {"start", start},
            {"seed", s.seed},
            {"learningRate", s.learningRate},
            {"updates", s.updates},
            {"lossAxis", axes[s.logarithmic ? 1 : 0]}};
}

} // namespace ui
