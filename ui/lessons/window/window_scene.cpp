#include "ui/lessons/window/window_scene.h"

#include "core/samples/neural_trace.h"
#include "ui/model/scene_value.h"

#include <QJsonArray>
#include <algorithm>
#include <tuple>

namespace ui {
namespace {

using cnn::Tensor;

// THE names in files, in the order of the enumerations.
const QStringList operations{"conv", "max", "avg"}, shows{"numbers", "colour", "both"},
    padModes(cnn::padModeNames.begin(), cnn::padModeNames.end());

Tensor resized(const Tensor& from, int rows, int columns) {
    Tensor to({1, rows, columns, 1});
    for (int y = 0; y < std::min(rows, from.shape().h); ++y)
        for (int x = 0; x < std::min(columns, from.shape().w); ++x) to.at(0, y, x) = from.at(0, y, x);
    return to;
}

void readInput(const SceneValue& from, WindowScene& scene, const WindowLimits& most) {
    scene.signal = from["signal"].flag();
    scene.trace = from["trace"].whole(0, WindowScene::largestTrace, 0);
    const SceneValue input = from["input"];
    scene.input = scene.trace > 0 && !input.given()
                      ? cnn::neuralTrace(WindowScene::traceSamples, static_cast<std::uint64_t>(scene.trace))
                      : input.grid(scene.signal ? 1 : most.side, scene.signal ? WindowScene::largestSignal : most.side,
                                   WindowScene::largestValue);
}

void readWindow(const SceneValue& from, WindowScene& scene, const WindowLimits& most) {
    if (scene.isConvolution()) {
        scene.kernel = from["kernel"].grid(scene.signal ? 1 : most.side, most.side, WindowScene::largestValue);
        scene.window.y.kernel = scene.kernel.shape().h;
        scene.window.x.kernel = scene.kernel.shape().w;
    } else {
        const auto size = from["kernel"].wholes(1, most.side, 2);
        scene.resizeKernel(size[0], size[1]);
    }
    const auto stride = from["stride"].wholes(1, most.stride, 1);
    const auto padding = from["padding"].wholes(0, most.padding, 0, {2, 4});
    const auto dilation = from["dilation"].wholes(1, most.dilation, 1);
    const bool four = padding.size() == 4; // top, bottom, left, right; otherwise rows, columns
    auto& [y, x] = scene.window;
    y = {y.kernel, stride[0], padding[0], four ? padding[1] : padding[0], dilation[0]};
    x = {x.kernel, stride[1], four ? padding[2] : padding[1], four ? padding[3] : padding[1], dilation[1]};
}

void readBreakpoints(const SceneValue& from, WindowScene& scene) {
    constexpr int farthest = 1000, most = 2000; // more than any output has
    for (const SceneValue& pair : from.list(0, most)) {
        const auto place = pair.list(2);
        const int row = place[0].whole(1, farthest) - 1, column = place[1].whole(1, farthest) - 1;
        if (!std::ranges::count(scene.breakpoints, cnn::Place{row, column})) scene.toggleBreakpoint(row, column);
    }
}

} // namespace

cnn::WindowTask WindowScene::task() const {
    return {operation, input,          isConvolution() ? activeKernel() : Tensor(),
            0,         activeWindow(), isConvolution() ? padMode : cnn::PadMode::Zeros};
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

WindowScene windowSceneFrom(const QJsonObject& object, const WindowLimits& most) {
    const SceneValue from(object);
    WindowScene scene;
    scene.operation = static_cast<cnn::WindowOperation>(from["operation"].oneOf(operations));
    readInput(from, scene, most);
    readWindow(from, scene, most);
    scene.padMode = static_cast<cnn::PadMode>(from["padMode"].oneOf(padModes));
    scene.flip = from["flip"].flag();
    scene.relu = from["relu"].flag();
    scene.bypass = from["bypass"].flag();
    scene.uses = from["uses"].flag();
    scene.stacked = from["stacked"].flag();
    readBreakpoints(from["breakpoints"], scene);
    scene.show = static_cast<ShowValues>(from["show"].oneOf(shows));
    return scene;
}

QJsonObject toJson(const WindowScene& scene) {
    const auto& [y, x] = scene.window;
    QJsonObject object;
    object["operation"] = operations[static_cast<int>(scene.operation)];
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
    object["padMode"] = cnn::padModeNames[static_cast<std::size_t>(scene.padMode)];
    object["flip"] = scene.flip;
    object["relu"] = scene.relu;
    object["bypass"] = scene.bypass;
    object["uses"] = scene.uses;
    object["stacked"] = scene.stacked;
    QJsonArray breakpoints;
    for (const cnn::Place& at : scene.breakpoints) breakpoints << QJsonArray{at.y + 1, at.x + 1};
    object["breakpoints"] = breakpoints;
    object["show"] = shows[static_cast<int>(scene.show)];
    return object;
}

} // namespace ui
