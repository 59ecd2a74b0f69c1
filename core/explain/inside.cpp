#include "core/explain/inside.h"

#include "core/layers/catalog.h"
#include "core/layers/losses.h"

#include <algorithm>

namespace cnn {
namespace {

// What cells first .. last of a layer's output see of its input, on one axis.
Interval seen(const Axis& axis, const Interval& of) {
    return {of.first * axis.stride - axis.padBefore, of.last * axis.stride - axis.padBefore + axis.extent() - 1};
}

Interval together(const Interval& a, const Interval& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    return {std::min(a.first, b.first), std::max(a.last, b.last)};
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
    const bool activated = layer + 1 < network.size() && network.reads(layer + 1)[0] == layer + 1 &&
                           layerRole(network.layer(layer + 1).info().kind) == LayerRole::Activation;
    return layer + (activated ? 2 : 1);
}

Sign signOf(const Network& network, std::size_t value) {
    std::vector<Sign> signs{Sign::Kept}; // of the values up to this one
    for (std::size_t i = 0; i < value; ++i) {
        Sign sign = factsOf(network.layer(i).info().kind).sign;
        if (sign == Sign::Kept) { // then if one of those can that it reads
            const auto one = [&](Sign s) {
                return std::ranges::any_of(network.reads(i), [&](std::size_t read) { return signs[read] == s; });
            };
            sign = one(Sign::Any) ? Sign::Any : one(Sign::Kept) ? Sign::Kept : Sign::NotNegative;
        }
        signs.push_back(sign);
    }
    return signs[value];
}

bool tellsClasses(const Network& network) {
    return network.size() > 0 && network.outputShape().h == 1 && network.outputShape().w == 1 &&
           network.outputShape().c > 1;
}

namespace {

enum class Ending { Scores, Shares, Logarithms, Single };

// A flattening may stand behind it.
std::pair<Ending, std::size_t> endingOf(const Network& network) {
    std::size_t value = network.size();
    while (value > 0 && factsOf(network.layer(value - 1).info().kind).onlyShape) value = network.reads(value - 1)[0];
    if (value == 0) return {Ending::Scores, network.size()};
    const std::string kind = network.layer(value - 1).info().kind;
    const Made made = factsOf(kind).made;
    const std::size_t before = network.reads(value - 1)[0];
    if (made == Made::Share) return {Ending::Shares, before};
    if (made == Made::LogShare) return {Ending::Logarithms, before};
    const char* onnx = factsOf(kind).onnx.name;
    if (onnx && std::string_view(onnx) == "Sigmoid") return {Ending::Single, before};
    return {Ending::Scores, network.size()};
}

} // namespace

std::size_t scoreValue(const Network& network) {
    return endingOf(network).second;
}

Tensor classShares(const Network& network, const Tensor& output) {
    const Ending ending = endingOf(network).first;
    if (ending == Ending::Scores) return softmax(output);
    Tensor shares = output;
    if (ending == Ending::Logarithms) shares.array() = shares.array().exp();
    return shares;
}

InputRegion inputRegion(const Network& network, std::size_t value, int y, int x) {
    std::vector<InputRegion> regions(value + 1); // of each value; empty: it is not seen
    regions[value] = {{y, y}, {x, x}};
    for (std::size_t i = value; i-- > 0;) {
        const InputRegion region = regions[i + 1];
        if (region.rows.empty() || region.columns.empty()) continue;
        for (const std::size_t read : network.reads(i)) {
            const InputRegion part = below(network.layer(i), network.valueShape(read), network.outputShape(i), region);
            regions[read] = {together(regions[read].rows, part.rows), together(regions[read].columns, part.columns)};
        }
    }
    return regions[0];
}

void forwardBetween(const Network& network, std::size_t from, std::size_t to, Trace& trace) {
    assert(trace.values.size() > from && to <= network.size());
    trace.values.resize(network.size() + 1);
    trace.caches.resize(network.size());
    for (std::size_t i = from; i < to; ++i) network.forwardLayer(i, trace);
}

Tensor gradientBetween(const Network& network, const Trace& trace, std::size_t from, const Tensor& dFrom,
                       std::size_t to) {
    assert(to <= from && from < trace.values.size());
    GradientFlow flow;
    flow.begin(from + 1, from, dFrom);
    for (std::size_t i = from; i-- > to;) {
        if (!flow.at(i + 1)) continue;
        const Layer& layer = network.layer(i);
        Gradients unused = layer.rules().mayLeaveGradients ? Gradients() : zeroGradients(layer);
        network.backLayer(i, trace, flow, unused, to);
    }
    const Tensor* arrived = flow.at(to);
    return arrived ? *arrived : Tensor(trace.values[to].shape());
}

} // namespace cnn
