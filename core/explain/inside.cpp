#include "core/explain/inside.h"

#include "core/layers/catalog.h"

namespace cnn {
namespace {

// What cells first .. last of a layer's output see of its input, on one axis.
Interval seen(const Axis& axis, const Interval& of) {
    return {of.first * axis.stride - axis.padBefore, of.last * axis.stride - axis.padBefore + axis.extent() - 1};
}

InputRegion below(const Layer& layer, const Shape& in, const Shape& out, const InputRegion& of) {
    const LayerInfo info = layer.info();
    if (info.window) return {seen(info.window->y, of.rows), seen(info.window->x, of.columns)};
    const LayerKind& facts = factsOf(info.kind);
    if (facts.source && !facts.onlyShape) {
        const auto source = [&](std::int64_t y, std::int64_t x) {
            return facts.source(info, in, {0, static_cast<int>(y), static_cast<int>(x)});
        };
        const ValuePlace first = source(of.rows.first, of.columns.first), last = source(of.rows.last, of.columns.last);
        return {{first.y, last.y}, {first.x, last.x}};
    }
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
        layer + 1 < network.size() && layerRole(network.layer(layer + 1).info().kind) == LayerRole::Activation;
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
