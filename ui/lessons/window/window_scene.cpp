#include "ui/lessons/window/window_scene.h"

#include <algorithm>
#include <tuple>

namespace ui {
namespace {

using cnn::Tensor;

Tensor resized(const Tensor& from, int rows, int columns) {
    Tensor to({1, rows, columns, 1});
    for (int y = 0; y < std::min(rows, from.shape().h); ++y)
        for (int x = 0; x < std::min(columns, from.shape().w); ++x) to.at(0, y, x) = from.at(0, y, x);
    return to;
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

std::vector<int> WindowScene::breakpointStops(const cnn::Shape& output, double cellsPerStop) const {
    std::vector<int> stops;
    for (const cnn::Place& at : breakpoints) { // in reading order
        if (at.y >= output.h || at.x >= output.w) continue;
        const int stop = static_cast<int>((at.y * output.w + at.x) / cellsPerStop + 1e-9);
        if (stops.empty() || stops.back() != stop) stops.push_back(stop);
    }
    return stops;
}

cnn::Window padWithin(cnn::Window window) {
    for (cnn::Axis* axis : {&window.y, &window.x}) {
        axis->padBefore = std::min(axis->padBefore, WindowScene::largestPadding);
        axis->padAfter = std::min(axis->padAfter, WindowScene::largestPadding);
    }
    return window;
}

cnn::Window samePadded(const WindowScene& s, cnn::SameRule rule) {
    return {cnn::withSamePadding(s.window.y, s.input.shape().h, rule),
            cnn::withSamePadding(s.window.x, s.input.shape().w, rule)};
}

} // namespace ui
