#include "core/layers/pool2d.h"

#include "core/kernels/pool.h"

#include <algorithm>
#include <utility>

namespace cnn {
namespace {

template<class Pool> std::unique_ptr<Layer> make(const LayerInfo& info) {
    return std::make_unique<Pool>(info.window.value(),
                                  PoolOptions{info.setting("ceil") != 0, info.setting("count_padding", 1) != 0});
}

constexpr const char* roundings[] = {"down", "up"};
constexpr LayerSetting roundingSetting = choiceSetting("ceil", "Size rounded", roundings);
constexpr const char* paddingCounts[] = {"left out", "counts as 0"};
constexpr LayerSetting maxSettings[] = {roundingSetting};
constexpr LayerSetting meanSettings[] = {roundingSetting,
                                         choiceSetting("count_padding", "Padding", paddingCounts, 1, 1)};

// What is as usual is left out.
LayerInfo infoOf(const char* kind, const Window& window, const PoolOptions& options) {
    LayerInfo info{kind, window, 0, 0};
    if (options.ceil) info.settings.push_back({"ceil", 1});
    if (!options.countPadding) info.settings.push_back({"count_padding", 0});
    return info;
}

Axis wholeAxis(Axis axis, int inputs) {
    const int begins = inputs + axis.padBefore; // a window's first cell lies before this
    const int room = axis.padded(inputs) - axis.extent();
    int outputs = (room + axis.stride - 1) / axis.stride + 1; // rounded up; of a negative room towards 0
    if ((outputs - 1) * axis.stride >= begins) --outputs;
    const int needed = (outputs - 1) * axis.stride + axis.extent() - begins;
    axis.padAfter = std::max(axis.padAfter, needed);
    return axis;
}

bool seesInput(const Axis& axis, int output, int inputs) {
    for (int k = 0; k < axis.kernel; ++k)
        if (axis.tap(output, k) >= 0 && axis.tap(output, k) < inputs) return true;
    return false;
}

// The padding that was asked for keeps pooling's rules; what rounding adds need not.
std::optional<Error> roundedMisfit(const Axis& asked, const Axis& whole, int inputs) {
    if (asked.kernel < 1 || asked.stride < 1 || asked.dilation < 1 || asked.padBefore < 0 || asked.padAfter < 0)
        return asked.outputs(inputs).error();
    if (2 * asked.padBefore > asked.kernel || 2 * asked.padAfter > asked.kernel)
        return Error(ErrorCode::DoesNotFit, Message::tr("Pooling allows padding up to half its window."));
    const auto outputs = whole.outputs(inputs);
    if (!outputs) return outputs.error();
    for (int o = 0; o < *outputs; ++o)
        if (!seesInput(whole, o, inputs))
            return Error(ErrorCode::DoesNotFit,
                         Message::tr("With this padding and dilation a pooling window would see padding only."));
    return std::nullopt;
}

Expected<Shape> pooledShape(const Window& window, const PoolOptions& options, const Shape& in) {
    const bool sensible = window.y.stride >= 1 && window.x.stride >= 1;
    if (!options.ceil || !sensible) return poolOutputShape(window, in);
    const Window whole = wholeWindow(window, options, in);
    if (const auto rows = roundedMisfit(window.y, whole.y, in.h)) return *rows;
    if (const auto columns = roundedMisfit(window.x, whole.x, in.w)) return *columns;
    return whole.outputShape(in);
}

// Taps of output o that count in a mean.
int countedTaps(const Axis& axis, bool countPadding, int inputs, int o) {
    int count = 0;
    for (int k = 0; k < axis.kernel; ++k) {
        const int at = axis.tap(o, k);
        count += countPadding ? at < inputs + axis.padAfter : at >= 0 && at < inputs;
    }
    return count;
}

bool countsAll(const PoolOptions& options) {
    return options.countPadding && !options.ceil;
}

// Values of a mean over all taps become those of the taps that count; a gradient goes the same way.
void weigh(const Window& window, const PoolOptions& options, const Shape& in, Tensor& values) {
    const Shape& s = values.shape();
    const auto taps = static_cast<float>(window.y.kernel * window.x.kernel);
    for (int y = 0; y < s.h; ++y)
        for (int x = 0; x < s.w; ++x) {
            const int counted = countedTaps(window.y, options.countPadding, in.h, y) *
                                countedTaps(window.x, options.countPadding, in.w, x);
            if (counted == window.y.kernel * window.x.kernel) continue;
            for (int c = 0; c < s.c; ++c) ArrayView(&values.at(c, y, x), s.n) *= taps / static_cast<float>(counted);
        }
}

} // namespace

LayerKind MaxPool2d::facts() {
    return {.kind = "maxpool2d",
            .title = "Max pooling",
            .name = "pool",
            .role = LayerRole::Pooling,
            .make = make<MaxPool2d>,
            .words = "{window} Max Pool",
            .formula = "largest of {window}",
            .cost = "The largest of {window} values: no weights",
            .curve = Curve::Kinked,
            .sign = Sign::Kept,
            .pooled = Pooled::Largest,
            .settings = maxSettings,
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "MaxPool"}};
}

LayerKind AvgPool2d::facts() {
    return {.kind = "avgpool2d",
            .title = "Average pooling",
            .name = "pool",
            .role = LayerRole::Pooling,
            .make = make<AvgPool2d>,
            .words = "{window} Avg Pool",
            .formula = "mean of {window}",
            .cost = "The mean of {window} values: no weights",
            .sign = Sign::Kept,
            .pooled = Pooled::Mean,
            .settings = meanSettings,
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "AveragePool"}};
}

Window wholeWindow(const Window& window, const PoolOptions& options, const Shape& in) {
    return options.ceil ? Window{wholeAxis(window.y, in.h), wholeAxis(window.x, in.w)} : window;
}

LayerInfo MaxPool2d::info() const {
    return infoOf("maxpool2d", m_window, m_options);
}

LayerInfo AvgPool2d::info() const {
    return infoOf("avgpool2d", m_window, m_options);
}

Expected<Shape> MaxPool2d::outputShape(const Shape& in) const {
    return pooledShape(m_window, m_options, in);
}

Expected<Shape> AvgPool2d::outputShape(const Shape& in) const {
    return pooledShape(m_window, m_options, in);
}

void MaxPool2d::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    const auto shape = outputShape(in.shape());
    assert(shape);
    out.reshapeTo(*shape);
    kernels::maxPool(in, wholeWindow(m_window, m_options, in.shape()), out, cache.pool);
}

void MaxPool2d::backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                         Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    kernels::maxPoolGradient(in, out, dOut, wholeWindow(m_window, m_options, in.shape()), *dIn);
}

void AvgPool2d::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    const auto shape = outputShape(in.shape());
    assert(shape);
    out.reshapeTo(*shape);
    kernels::meanPool(in, wholeWindow(m_window, m_options, in.shape()), out, cache.pool);
    if (!countsAll(m_options)) weigh(m_window, m_options, in.shape(), out);
}

void AvgPool2d::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                         Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    const Window window = wholeWindow(m_window, m_options, in.shape());
    if (countsAll(m_options)) return kernels::meanPoolGradient(dOut, window, *dIn);
    cache.dCells.reshapeTo(dOut.shape());
    std::copy_n(dOut.data(), dOut.size(), cache.dCells.data());
    weigh(m_window, m_options, in.shape(), cache.dCells);
    kernels::meanPoolGradient(cache.dCells, window, *dIn);
}

} // namespace cnn
