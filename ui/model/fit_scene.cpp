#include "ui/model/fit_scene.h"

#include "core/base/rng.h"
#include "core/walk/window_walk.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using cnn::Rng;
using cnn::Tensor;

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

[[noreturn]] void wrong(const QString& key, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, ("The scene's \"" + key + "\" " + why + ".").toStdString());
}

int whole(const QJsonObject& o, const QString& key, int fallback, int low, int high) {
    const double v = o.value(key).toDouble(fallback);
    if ((o.contains(key) && !o.value(key).isDouble()) || v != std::floor(v) || v < low || v > high)
        wrong(key, QString("must be a whole number from %1 to %2").arg(low).arg(high));
    return static_cast<int>(v);
}

double number(const QJsonObject& o, const QString& key, double fallback, double low, double high) {
    const double v = o.value(key).toDouble(fallback);
    if ((o.contains(key) && !o.value(key).isDouble()) || !(v >= low && v <= high))
        wrong(key, QString("must be a number from %1 to %2").arg(low).arg(high));
    return v;
}

void readKernel(const QJsonObject& o, FitScene& s) {
    if (!o.contains("kernel")) return;
    const QJsonArray size = o.value("kernel").toArray();
    const auto fits = [](const QJsonValue& v) { return v.toInt() >= 1 && v.toInt() <= FitScene::largestKernel; };
    if (size.size() != 2 || !fits(size[0]) || !fits(size[1]))
        wrong("kernel", QString("must be rows and columns from 1 to %1").arg(FitScene::largestKernel));
    s.setKernel(size[0].toInt(), size[1].toInt());
}

void readStart(const QJsonObject& o, FitScene& s) {
    for (const auto& v : o.value("start").toArray()) {
        if (!v.isDouble() || std::abs(v.toDouble()) > FitScene::largestStart)
            wrong("start", QString("must be numbers from −%1 to %1").arg(FitScene::largestStart));
        s.start.push_back(v.toDouble());
    }
    if (!s.start.empty() && s.start.size() != static_cast<std::size_t>(s.rows * s.columns))
        wrong("start", QString("must be %1 numbers, one a weight").arg(s.rows * s.columns));
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

FitScene fitSceneFrom(const QJsonObject& o) {
    FitScene s;
    const QString input = o.value("input").toString("stripes"), target = o.value("target").toString("difference-x");
    if (input != "stripes" && input != "random") wrong("input", "must be stripes or random");
    s.input = input == "random" ? FitScene::Input::Random : FitScene::Input::Stripes;
    const auto known = std::ranges::find(fitTargets(), target.toStdString(), [](const auto* k) { return k->id; });
    if (known == fitTargets().end()) wrong("target", "names no kernel of the library up to 5 × 5");
    s.setTarget(target.toStdString());
    readKernel(o, s);
    readStart(o, s);
    s.size = whole(o, "size", s.size, FitScene::smallestInput, FitScene::largestInput);
    s.dataSeed = whole(o, "dataSeed", s.dataSeed, 1, FitScene::largestSeed);
    s.noise = number(o, "noise", s.noise, 0, FitScene::largestNoise);
    s.seed = whole(o, "seed", s.seed, 1, FitScene::largestSeed);
    s.learningRate = number(o, "learningRate", s.learningRate, FitScene::lowestRate, FitScene::highestRate);
    s.updates = whole(o, "updates", s.updates, 1, FitScene::mostUpdates);
    s.logarithmic = o.value("lossAxis").toString() == "log";
    return s;
}

QJsonObject toJson(const FitScene& s) {
    QJsonArray start;
    for (const double w : s.start) start.append(w);
    return {{"input", s.input == FitScene::Input::Random ? "random" : "stripes"},
            {"size", s.size},
            {"dataSeed", s.dataSeed},
            {"target", QString::fromStdString(s.target)},
            {"noise", s.noise},
            {"kernel", QJsonArray{s.rows, s.columns}},
            {"start", start},
            {"seed", s.seed},
            {"learningRate", s.learningRate},
            {"updates", s.updates},
            {"lossAxis", s.logarithmic ? "log" : "linear"}};
}

} // namespace ui
