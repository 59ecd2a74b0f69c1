#include "core/explain/random_layers.h"

#include "core/network/network_plan.h"

namespace cnn {

Network withRandomLayers(const Network& network, std::size_t from, std::uint64_t seed) {
    Network random = network;
    initialise(random, usualInitialisation(planOf(network)), seed);
    for (std::size_t i = 0; i < std::min(from, network.size()); ++i) {
        const auto kept = network.layer(i).parameters();
        const auto parameters = random.layer(i).parameters();
        for (std::size_t p = 0; p < kept.size(); ++p) parameters[p].value = kept[p].value;
    }
    return random;
}

Network withRandomLast(const Network& network, std::uint64_t seed) {
    for (std::size_t i = network.size(); i-- > 0;)
        if (!network.layer(i).parameters().empty()) return withRandomLayers(network, i, seed);
    return network;
}

} // namespace cnn
