#include "core/walk/shift_stages.h"

#include "core/layers/activation.h"
#include "core/layers/conv2d.h"
#include "core/layers/pool2d.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

Tensor through(const Layer& layer, const Tensor& in) {
    Tensor out;
    LayerCache cache;
    layer.forward(in, out, cache);
    return out;
}

Tensor convolved(const ShiftTask& task, const Tensor& in) {
    const Shape& k = task.kernel.shape();
    Window window;
    window.y.kernel = k.h;
    window.x.kernel = k.w;
    window.y.padBefore = window.y.padAfter = k.h / 2;
    window.x.padBefore = window.x.padAfter = k.w / 2;
    Conv2d layer(1, 1, window, false);
    std::ranges::copy(task.kernel.values(), layer.parameters()[0].value.values().begin());
    const Tensor out = through(layer, in);
    return task.relu ? through(Activation(ActivationKind::Relu), out) : out;
}

Tensor pooled(const ShiftTask& task, const Tensor& in) {
    const Window window = Window::square(task.window, task.window);
    if (task.pooling == ShiftPooling::Max) return through(MaxPool2d(window), in);
    if (task.pooling == ShiftPooling::Average) return through(AvgPool2d(window), in);
    return in;
}

ShiftStage compared(std::string name, Tensor before, Tensor after) {
    ShiftStage stage{std::move(name), std::move(before), std::move(after), 0, 0, 0};
    const auto a = stage.before.array(), b = stage.after.array();
    const double size = static_cast<double>(a.abs().sum());
    if (size > 0) stage.change = static_cast<double>((b - a).abs().sum()) / size;
    stage.tolerance = 1e-3 * static_cast<double>(std::max(a.abs().maxCoeff(), b.abs().maxCoeff()));
    stage.changed = static_cast<int>(((b - a).abs() > static_cast<float>(stage.tolerance)).count());
    return stage;
}

} // namespace

Tensor shifted(const Tensor& picture, int down, int right) {
    const Shape& s = picture.shape();
    Tensor moved(s);
    for (int y = 0; y < s.h; ++y)
        for (int x = 0; x < s.w; ++x)
            if (const int fy = y - down, fx = x - right; fy >= 0 && fy < s.h && fx >= 0 && fx < s.w)
                moved.at(0, y, x) = picture.at(0, fy, fx);
    return moved;
}

std::vector<ShiftStage> shiftStages(const ShiftTask& task) {
    const bool pools = task.pooling != ShiftPooling::None;
    Tensor before = task.picture, after = shifted(task.picture, task.down, task.right);
    std::vector<ShiftStage> stages;
    stages.push_back(compared("input", before, after));
    const auto apply = [&](Tensor (*step)(const ShiftTask&, const Tensor&)) {
        before = step(task, before);
        after = step(task, after);
    };
    apply(convolved);
    stages.push_back(compared("conv1", before, after));
    apply(pooled);
    if (pools) stages.push_back(compared("pool1", before, after));
    apply(convolved);
    apply(pooled);
    stages.push_back(compared(pools ? "pool2" : "conv2", before, after));
    return stages;
}

} // namespace cnn
