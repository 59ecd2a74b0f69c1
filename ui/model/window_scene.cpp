#include "ui/model/window_scene.h"

#include "core/tensor/tensor_text.h"
#include "core/walk/neural_trace.h"

#include <QJsonArray>
#include <algorithm>
#include <tuple>

namespace ui {
namespace {

using cnn::Tensor;

[[noreturn]] void wrong(const QString& key, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, ("The scene's \"" + key + "\" " + why + ".").toStdString());
}

Tensor resized(const Tensor& from, int rows, int columns) {
    Tensor to({1, rows, columns, 1});
    for (int y = 0; y < std::min(rows, from.shape().h); ++y)
        for (int x = 0; x < std::min(columns, from.shape().w); ++x) to.at(0, y, x) = from.at(0, y, x);
    return to;
}

Tensor gridFrom(const QJsonObject& object, const QString& key, int rowLimit, int columnLimit) {
    QStringList rows;
    for (const auto& row : object.value(key).toArray()) rows << row.toString();
    auto grid = cnn::fromCsv(rows.join('\n').toStdString(), static_cast<std::size_t>(rowLimit * columnLimit));
    if (!grid) wrong(key, QString("is no grid: %1").arg(grid.error().what()));
    if (grid->shape().h > rowLimit || grid->shape().w > columnLimit)
        wrong(key, QString("is larger than %1 × %2").arg(rowLimit).arg(columnLimit));
    return *std::move(grid);
}

QJsonArray toRows(const Tensor& grid) {
    QJsonArray rows;
    for (const QString& line : QString::fromStdString(cnn::toCsv(grid, ' ')).split('\n', Qt::SkipEmptyParts))
        rows << line;
    return rows;
}

// One number, or an array of two or four.
std::vector<int> numbers(const QJsonObject& object, const QString& key, int fallback) {
    const QJsonValue value = object.value(key);
    std::vector<int> all;
    if (value.isArray())
        for (const auto& v : value.toArray()) all.push_back(v.toInt(-1));
    else
        all.push_back(value.toInt(fallback));
    if (all.size() != 1 && all.size() != 2 && all.size() != 4) wrong(key, "needs one, two or four numbers");
    if (all.size() == 1) all.push_back(all[0]);
    return all;
}

void readBreakpoints(const QJsonObject& object, WindowScene& scene) {
    for (const auto& value : object.value("breakpoints").toArray()) {
        const QJsonArray place = value.toArray();
        const int row = place.at(0).toInt(0), column = place.at(1).toInt(0);
        if (place.size() != 2 || row < 1 || column < 1 || row > 1000 || column > 1000)
            wrong("breakpoints", "needs pairs of row and column, both from 1 on");
        scene.toggleBreakpoint(row - 1, column - 1);
    }
}

} // namespace

cnn::WindowTask WindowScene::task() const {
    return {operation, input, isConvolution() ? activeKernel() : Tensor(), 0, activeWindow()};
}

void WindowScene::resizeInput(int rows, int columns) {
    input = resized(input, rows, columns);
}

void WindowScene::resizeKernel(int rows, int columns) {
    kernel = resized(kernel, rows, columns);
    window.y.kernel = rows;
    window.x.kernel = columns;
}

void WindowScene::toggleBreakpoint(int row, int column) {
    const auto before = [](const cnn::Place& a, const cnn::Place& b) {
        return std::tie(a.y, a.x) < std::tie(b.y, b.x);
    };
    const cnn::Place place{row, column};
    const auto at = std::lower_bound(breakpoints.begin(), breakpoints.end(), place, before);
    if (at != breakpoints.end() && *at == place)
        breakpoints.erase(at);
    else
        breakpoints.insert(at, place);
}

WindowScene windowSceneFrom(const QJsonObject& object) {
    WindowScene scene;
    const QStringList operations{"conv", "max", "avg"};
    const auto operation = operations.indexOf(object.value("operation").toString("conv"));
    if (operation < 0) wrong("operation", "must be conv, max or avg");
    scene.operation = static_cast<cnn::WindowOperation>(operation);
    scene.signal = object.value("signal").toBool(false);
    scene.trace = object.value("trace").toInt(0);
    if (scene.trace < 0) wrong("trace", "is a seed of 1 or more");
    scene.input = scene.trace > 0 && !object.contains("input")
                      ? cnn::neuralTrace(WindowScene::traceSamples, static_cast<std::uint64_t>(scene.trace))
                      : gridFrom(object, "input", scene.largestRows(), scene.largestColumns());
    if (scene.isConvolution()) {
        scene.kernel = gridFrom(object, "kernel", scene.largestRows(), WindowScene::largestGrid);
        scene.window.y.kernel = scene.kernel.shape().h;
        scene.window.x.kernel = scene.kernel.shape().w;
    } else {
        const auto size = numbers(object, "kernel", 2);
        scene.resizeKernel(size[0], size[1]);
    }
    const auto stride = numbers(object, "stride", 1);
    const auto padding = numbers(object, "padding", 0);
    const auto dilation = numbers(object, "dilation", 1);
    const bool four = padding.size() == 4; // top, bottom, left, right; otherwise rows, columns
    auto& [y, x] = scene.window;
    y = {y.kernel, stride[0], padding[0], four ? padding[1] : padding[0], dilation[0]};
    x = {x.kernel, stride[1], four ? padding[2] : padding[1], four ? padding[3] : padding[1], dilation[1]};
    scene.flip = object.value("flip").toBool(false);
    scene.relu = object.value("relu").toBool(false);
    scene.bypass = object.value("bypass").toBool(false);
    scene.uses = object.value("uses").toBool(false);
    scene.stacked = object.value("stacked").toBool(false);
    readBreakpoints(object, scene);
    const QStringList shows{"numbers", "colour", "both"};
    scene.show = static_cast<ShowValues>(std::max<qsizetype>(0, shows.indexOf(object.value("show").toString())));
    return scene;
}

QJsonObject toJson(const WindowScene& scene) {
    const auto& [y, x] = scene.window;
    QJsonObject object;
    object["operation"] = QStringList{"conv", "max", "avg"}[static_cast<int>(scene.operation)];
    object["input"] = toRows(scene.input);
    if (scene.isConvolution())
        object["kernel"] = toRows(scene.kernel);
    else
        object["kernel"] = QJsonArray{y.kernel, x.kernel};
    object["stride"] = QJsonArray{y.stride, x.stride};
    object["padding"] = QJsonArray{y.padBefore, y.padAfter, x.padBefore, x.padAfter};
    object["dilation"] = QJsonArray{y.dilation, x.dilation};
    if (scene.signal) object["signal"] = true;
    if (scene.trace > 0) object["trace"] = scene.trace;
    object["flip"] = scene.flip;
    object["relu"] = scene.relu;
    object["bypass"] = scene.bypass;
    object["uses"] = scene.uses;
    object["stacked"] = scene.stacked;
    QJsonArray breakpoints;
    for (const cnn::Place& at : scene.breakpoints) breakpoints << QJsonArray{at.y + 1, at.x + 1};
    object["breakpoints"] = breakpoints;
    object["show"] = QStringList{"numbers", "colour", "both"}[static_cast<int>(scene.show)];
    return object;
}

} // namespace ui
