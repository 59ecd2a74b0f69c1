#include "core/network/initialise.h"

#include "core/base/rng.h"
#include "core/layers/catalog.h"

#include <cmath>

namespace cnn {
namespace {

void fillNormal(std::span<float> weights, double deviation, Rng& rng) {
    for (float& w : weights) w = static_cast<float>(rng.normal() * deviation);
}

void fillUniform(std::span<float> weights, double limit, Rng& rng) {
    for (float& w : weights) w = static_cast<float>(rng.uniform(-limit, limit));
}

} // namespace

void initialise(Network& network, Initialisation how, std::uint64_t seed) {
    Rng rng(seed);
    for (std::size_t i = 0; i < network.size(); ++i) {
        const auto parameters = network.layer(i).parameters();
        if (parameters.empty() || !parameters[0].learned) continue; // constants
        const LayerInfo info = network.layer(i).info();
        const std::span<float> weights = parameters[0].value.values();
        for (Parameter& p : parameters.subspan(1)) p.value.fill(p.first);
        const double taps = info.window ? info.window->y.kernel * info.window->x.kernel : 1;
        if (const auto firstWeight = factsOf(info.kind).firstWeight) {
            parameters[0].value.fill(firstWeight(info));
            continue;
        }
        const double units = info.outputs;
        const double fanIn = static_cast<double>(weights.size()) / units;
        const double fanOut = units * taps;
        switch (how) {
        case Initialisation::He:
            fillNormal(weights, std::sqrt(2 / fanIn), rng);
            break;
        case Initialisation::HeUniform:
            fillUniform(weights, std::sqrt(6 / fanIn), rng);
            break;
        case Initialisation::LeCun:
            fillNormal(weights, std::sqrt(1 / fanIn), rng);
            break;
        case Initialisation::Glorot:
            fillUniform(weights, std::sqrt(6 / (fanIn + fanOut)), rng);
            break;
        }
    }
}

} // namespace cnn
