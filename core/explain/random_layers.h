// A network that has forgotten: does its explanation know? A map that stays as it is when the weights are random does
// not show what the network has learned (Adebayo et al., "Sanity Checks for Saliency Maps", 2018: model parameter
// randomisation, from the last layer down).
#pragma once

#include "core/network/network.h"

namespace cnn {

// A copy whose layers from `from` on begin anew, as the whole network usually begins (usualInitialisation); those
// before it keep all their numbers.
Network withRandomLayers(const Network& network, std::size_t from, std::uint64_t seed);
// Only the last layer that has weights begins anew.
Network withRandomLast(const Network& network, std::uint64_t seed);

} // namespace cnn
