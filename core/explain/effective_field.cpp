#include "core/explain/effective_field.h"

#include "core/base/rng.h"
#include "core/layers/conv2d.h"
#include "core/layers/pool2d.h"

#include <cmath>

namespace cnn {
namespace {

std::unique_ptr<Layer> poolOf(const FieldLayer& layer, PoolingKind kind) {
    if (kind == PoolingKind::Max) return std::make_unique<MaxPool2d>(layer.window());
    return std::make_unique<AvgPool2d>(layer.window());
}

Network networkUpTo(const FieldStack& stack, int level, const EffectiveFieldSettings& s) {
    Network net(Shape{1, stack.level(0).size, stack.level(0).size, 1});
    int channels = 1, last = 0;
    for (int i = 1; i <= level; ++i)
        if (!stack.layers()[static_cast<std::size_t>(i - 1)].pooling) last = i;
    for (int i = 1; i <= level; ++i) {
        const FieldLayer& layer = stack.layers()[static_cast<std::size_t>(i - 1)];
        const std::string& name = stack.level(i).name;
        if (layer.pooling) {
            net.add(name, poolOf(layer, s.pooling));
            continue;
        }
        net.add(name, std::make_unique<Conv2d>(channels, s.channels, layer.window(), false));
        channels = s.channels;
        if (s.relu && i != last) net.add(name + "-relu", std::make_unique<Activation>(ActivationKind::Relu));
    }
    return net;
}

void makeWeightsEqual(Network& net) {
    for (std::size_t i = 0; i < net.size(); ++i)
        for (Parameter& p : net.layer(i).parameters()) // each layer a mean: nothing overflows in a deep stack
            p.value.fill(static_cast<float>(net.layer(i).info().outputs) / static_cast<float>(p.value.size()));
}

// Adds the share of each pixel in one network; false when nothing arrives.
bool measure(Network& net, const FieldUnit& unit, const EffectiveFieldSettings& s, std::uint64_t seed,
             std::vector<double>& shares) {
    initialise(net, s.relu ? Initialisation::He : Initialisation::LeCun, seed);
    if (s.equalWeights) makeWeightsEqual(net);
    Tensor in(net.inputShape());
    Rng rng(seed, 1);
    for (float& v : in.values()) v = static_cast<float>(s.equalWeights ? rng.uniform() : rng.normal());
    Trace trace;
    net.forward(in, trace);
    Tensor from(net.outputShape());
    from.at(0, unit.y, unit.x) = 1;
    NetworkGradients gradients = zeroGradients(net);
    std::vector<Tensor> work;
    if (net.size() > 0) net.backward(trace, from, gradients, work, true);
    const Tensor& arrived = net.size() > 0 ? work[0] : from;
    double sum = 0;
    for (const float g : arrived.values()) sum += std::abs(static_cast<double>(g));
    if (!(sum > 0) || !std::isfinite(sum)) return false;
    for (std::size_t i = 0; i < shares.size(); ++i) shares[i] += std::abs(static_cast<double>(arrived.data()[i])) / sum;
    return true;
}

} // namespace

FieldCost fieldCost(const FieldStack& stack, const FieldUnit& unit, const EffectiveFieldSettings& settings) {
    FieldCost cost;
    double channels = 1;
    for (int i = 1; i <= unit.level; ++i) {
        const FieldLayer& layer = stack.layers()[static_cast<std::size_t>(i - 1)];
        const double side = stack.level(i).size, taps = static_cast<double>(layer.kernel) * layer.kernel;
        const double out = layer.pooling ? channels : settings.channels;
        cost.products += side * side * taps * out * (layer.pooling ? 1 : channels);
        cost.values += 2 * side * side * out; // a map and its ReLU
        channels = out;
    }
    cost.products *= 3.0 * settings.seeds; // forward, and back to the input and to the weights
    return cost;
}

Expected<Tensor> effectiveField(const FieldStack& stack, const FieldUnit& unit, const EffectiveFieldSettings& settings,
                                const std::stop_token& stop, const std::function<void(double)>& done) {
    Network net = networkUpTo(stack, unit.level, settings);
    Tensor field(net.inputShape());
    std::vector<double> shares(field.size(), 0);
    int arrived = 0;
    for (int i = 0; i < settings.seeds; ++i) {
        if (stop.stop_requested()) return Error(ErrorCode::Interrupted, Message::tr("The measurement was stopped."));
        const auto seed = settings.seed + static_cast<std::uint64_t>(i);
        arrived += measure(net, unit, settings, seed, shares) ? 1 : 0;
        if (done) done((i + 1.0) / settings.seeds);
    }
    if (arrived == 0)
        return Error(
            ErrorCode::DoesNotFit,
            Message::tr("No gradient arrives at the input: every path is cut off. Try more seeds, or no ReLU."));
    for (std::size_t i = 0; i < shares.size(); ++i) field.data()[i] = static_cast<float>(shares[i] / arrived);
    return field;
}

int smallestSquare(const Tensor& field, const FieldStack& stack, const FieldUnit& unit, double share) {
    const Interval rows = stack.field(unit.level, unit.y), columns = stack.field(unit.level, unit.x);
    const int n = field.shape().h, full = static_cast<int>(rows.size());
    // From the field's own middle outwards: sides of the same parity as the field.
    for (int side = full % 2 == 0 ? 2 : 1; side < full; side += 2) {
        const std::int64_t cut = (full - side) / 2;
        double inside = 0;
        for (std::int64_t y = std::max<std::int64_t>(0, rows.first + cut);
             y <= std::min<std::int64_t>(n - 1, rows.last - cut); ++y)
            for (std::int64_t x = std::max<std::int64_t>(0, columns.first + cut);
                 x <= std::min<std::int64_t>(n - 1, columns.last - cut); ++x)
                inside += static_cast<double>(field.at(0, static_cast<int>(y), static_cast<int>(x)));
        if (inside >= share) return side;
    }
    return full;
}

} // namespace cnn
