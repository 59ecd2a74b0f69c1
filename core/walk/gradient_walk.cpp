#include "core/walk/gradient_walk.h"

#include <algorithm>

namespace cnn {
namespace {

Tensor channelOf(const Tensor& t, int channel) {
    const Shape& s = t.shape();
    Tensor one({1, s.h, s.w, 1});
    std::copy_n(t.values().begin() + static_cast<std::ptrdiff_t>(t.offset(channel, 0, 0)), one.size(),
                one.values().begin());
    return one;
}

std::optional<Error> mismatch(const Shape& in, const Window& window, const Tensor& outputGradient, int outputs) {
    const auto shape = window.outputShape(in);
    if (!shape) return shape.error();
    const Shape& g = outputGradient.shape();
    if (!outputGradient.empty() && g == Shape{outputs, shape->h, shape->w, 1}) return std::nullopt;
    return Error(ErrorCode::Mismatch,
                 Message::tr("The output gradient is %1, the output %2; they must be the same size.", text(g),
                             text({outputs, shape->h, shape->w, 1})));
}

// Along one axis: the output gradient with its cells `stride` apart stands at `first` of a row of `cells`; the turned
// kernel then needs `axis`.
struct Spread {
    Axis axis;
    int first = 0, cells = 0;
};

// Index z of the spread row holds output z / stride. Input i reads z = i + padBefore - k * dilation, k = 0 .. kernel-1,
// so the row must reach from padBefore - dilation * (kernel - 1) (below 0: padding; above 0: the first outputs saw
// padding only and are cut off) to inputs - 1 + padBefore, remainder of the stride included.
Spread spreadAlong(const Axis& forward, int inputs, int outputs) {
    const int lowest = forward.padBefore - forward.dilation * (forward.kernel - 1);
    const int highest = inputs - 1 + forward.padBefore;
    const int from = std::max(lowest, 0), to = std::min(highest, forward.stride * (outputs - 1));
    Spread s;
    s.axis = {forward.kernel, 1, from - lowest, highest - to, forward.dilation};
    s.first = from;
    s.cells = to - from + 1;
    return s;
}

Tensor spreadOut(const Tensor& outputGradient, const Spread& y, const Spread& x, const Window& forward) {
    const Shape& g = outputGradient.shape();
    Tensor all({g.c, y.cells, x.cells, 1});
    for (int c = 0; c < g.c; ++c)
        for (int oy = 0; oy < g.h; ++oy)
            for (int ox = 0; ox < g.w; ++ox) {
                const int toY = oy * forward.y.stride - y.first, toX = ox * forward.x.stride - x.first;
                if (toY >= 0 && toX >= 0 && toY < y.cells && toX < x.cells)
                    all.at(c, toY, toX) = outputGradient.at(c, oy, ox);
            }
    return all;
}

} // namespace

Expected<WindowTask> weightGradientTask(const WindowTask& forward, const Tensor& outputGradient, int channel) {
    if (forward.operation != WindowOperation::Convolution)
        return Error(ErrorCode::Usage, Message::tr("Pooling has no weights, so there is no weight gradient."));
    assert(channel >= 0 && channel < forward.input.shape().c);
    if (const auto wrong = mismatch(forward.input.shape(), forward.window, outputGradient, 1)) return *wrong;
    const auto along = [](const Axis& f, int outputs) {
        return Axis{outputs, f.dilation, f.padBefore, f.padAfter, f.stride};
    };
    WindowTask task;
    task.input = channelOf(forward.input, channel);
    task.kernel = outputGradient;
    const auto& [y, x] = forward.window;
    task.window = {along(y, outputGradient.shape().h), along(x, outputGradient.shape().w)};
    task.padMode = forward.padMode;
    task.mostRows = y.kernel;
    task.mostColumns = x.kernel;
    return task;
}

Expected<WindowTask> inputGradientTask(const Shape& in, const Window& window, std::span<const Tensor> kernels,
                                       const Tensor& outputGradient, int channel) {
    const auto outputs = static_cast<int>(kernels.size());
    if (const auto wrong = mismatch(in, window, outputGradient, outputs)) return *wrong;
    const Spread y = spreadAlong(window.y, in.h, outputGradient.shape().h);
    const Spread x = spreadAlong(window.x, in.w, outputGradient.shape().w);
    if (y.cells < 1 || x.cells < 1)
        return Error(ErrorCode::DoesNotFit,
                     Message::tr("Every window stands on padding alone, so nothing reaches the input."));
    WindowTask task;
    task.input = spreadOut(outputGradient, y, x, window);
    task.window = {y.axis, x.axis};
    task.kernel = Tensor({outputs, window.y.kernel, window.x.kernel, 1});
    for (int o = 0; o < outputs; ++o) {
        const Tensor slice = flipped(channelOf(kernels[static_cast<std::size_t>(o)], channel));
        std::ranges::copy(slice.values(),
                          task.kernel.values().begin() + static_cast<std::ptrdiff_t>(task.kernel.offset(o, 0, 0)));
    }
    return task;
}

Expected<WindowTask> inputGradientTask(const WindowTask& forward, const Tensor& outputGradient, int channel) {
    const Shape& in = forward.input.shape();
    if (forward.padMode != PadMode::Zeros)
        return Error(ErrorCode::Usage, Message::tr("The input gradient is one walk only where the padding is zeros."));
    if (forward.operation == WindowOperation::MaxPool)
        return Error(ErrorCode::Usage,
                     Message::tr("The gradient of a maximum goes to the winners, not over a kernel."));
    Tensor kernel = forward.kernel;
    if (forward.operation == WindowOperation::AvgPool) {
        kernel = Tensor({in.c, forward.window.y.kernel, forward.window.x.kernel, 1});
        kernel.fill(1.0F / static_cast<float>(forward.window.y.kernel * forward.window.x.kernel));
    }
    return inputGradientTask(in, forward.window, std::span(&kernel, 1), outputGradient, channel);
}

std::vector<GradientShare> gradientShares(const WindowWalk& pool, const Tensor& outputGradient, int index) {
    assert(pool.task().operation != WindowOperation::Convolution && outputGradient.shape() == pool.output().shape());
    const WindowStep step = pool.at(index);
    const float gradient = outputGradient.at(0, step.outY, step.outX);
    std::vector<GradientShare> shares;
    for (std::size_t i = 0; i < step.terms.size(); ++i) {
        const Term& t = step.terms[i];
        if (t.padding) continue;
        if (step.winner < 0) shares.push_back({t.inY, t.inX, gradient / static_cast<float>(step.terms.size())});
        if (step.winner == static_cast<int>(i)) shares.push_back({t.inY, t.inX, gradient});
    }
    return shares;
}

Tensor pooledGradient(const WindowWalk& pool, const Tensor& outputGradient, int count) {
    Tensor sum(pool.task().input.shape());
    for (int i = 0; i < count; ++i)
        for (const GradientShare& share : gradientShares(pool, outputGradient, i))
            sum.at(0, share.y, share.x) += share.value;
    return sum;
}

} // namespace cnn
