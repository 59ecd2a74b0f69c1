#include "core/explain/inside.h"

#include "core/layers/activation.h"
#include "core/layers/catalog.h"

namespace cnn {
namespace {

// What cells first .. last of a layer's output see of its input, on one axis.
Interval seen(const Axis& axis, const Interval& of) {
    return {of.first * axis.stride - axis.padBefore, of.last * axis.stride - axis.padBefore + axis.extent() - 1};
}

// The cells that an upsampling copied them from; below 0 stands padding, so it is rounded down, not towards 0.
Interval copied(int factor, const Interval& of) {
    const auto down = [factor](std::int64_t i) { return i >= 0 ? i / factor : -((-i + factor - 1) / factor); };
    return {down(of.first), down(of.last)};
}

InputRegion below(const Layer& layer, const Shape& in, const Shape& out, const InputRegion& of) {
    const LayerInfo info = layer.info();
    if (info.window) return {seen(info.window->y, of.rows), seen(info.window->x, of.columns)};
    if (info.factor > 1) return {copied(info.factor, of.rows), copied(info.factor, of.columns)};
    if (in.h == out.h && in.w == out.w) return of;
    return {{0, in.h - 1}, {0, in.w - 1}};
}

} // namespace

std::vector<std::size_t> filterLayers(const Network& network) {
    std::vector<std::size_t> layers;
    for (std::size_t i = 0; i < network.size(); ++i)
        if (layerRole(network.layer(i).info().kind) == LayerRole::Convolution) layers.push_back(i);
    return layers;
}

std::size_t activatedValue(const Network& network, std::size_t layer) {
    const bool activated =
        layer + 1 < network.size() && dynamic_cast<const Activation*>(&network.layer(layer + 1)) != nullptr;
    return layer + (activated ? 2 : 1);
}

bool tellsClasses(const Network& network) {
    return network.size() > 0 && network.outputShape().h == 1 && network.outputShape().w == 1 &&
           network.outputShape().c > 1;
}

InputRegion inputRegion(const Network& network, std::size_t value, int y, int x) {
    InputRegion region{{y, y}, {x, x}};
    for (std::size_t i = value; i-- > 0;)
        region = below(network.layer(i), i > 0 ? network.outputShape(i - 1) : network.inputShape(),
                       network.outputShape(i), region);
    return region;
}

void forwardBetween(const Network& network, std::size_t from, std::size_t to, Trace& trace) {
    assert(trace.values.size() > from && to <= network.size());
    trace.values.resize(network.size() + 1);
    trace.caches.resize(network.size());
    for (std::size_t i = from; i < to; ++i)
        network.layer(i).forward(trace.values[i], trace.values[i + 1], trace.caches[i]);
}

Tensor gradientBetween(const Network& network, const Trace& trace, std::size_t from, const Tensor& dFrom,
                       std::size_t to) {
    assert(to <= from && from < trace.values.size());
    Tensor arrived = dFrom, below;
    for (std::size_t i = from; i-- > to;) {
        Gradients unused = zeroGradients(network.layer(i)); // a layer gives no gradient of its input without them
        network.layer(i).backward(trace.values[i], trace.values[i + 1], arrived, trace.caches[i], &below, unused);
        std::swap(arrived, below);
    }
    return arrived;
}

} // namespace cnn
