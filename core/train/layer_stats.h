// How the layers of a network fare while it learns: how its weights and gradients are spread, which ReLUs are dead.
#pragma once

#include "core/data/dataset.h"
#include "core/layers/losses.h"
#include "core/network/network.h"
#include "core/train/noise.h"

#include <stop_token>

namespace cnn {

// How numbers are spread about zero. Those that are not finite do not count.
struct Spread {
    std::size_t count = 0;
    double mean = 0;
    double size = 0;    // root of the mean square
    double largest = 0; // magnitude
    // Equal bins from -end to end; what lies beyond is counted in the outermost.
    double end = 0;
    std::vector<std::size_t> bins;
};
// end: the largest magnitude, but at most four times `size`, so that a few large numbers leave the others room. All
// numbers zero: end is 0 and all are in the middle bin.
Spread spreadOf(std::span<const float> values, int bins);

// A ReLU layer's units: channels of maps, neurons of a dense layer. Dead: zero for every image, so nothing is learned
// through it.
struct DeadUnits {
    std::size_t layer = 0; // of the network
    int units = 0, dead = 0;
    bool operator==(const DeadUnits&) const = default;
};
// Of every ReLU, on the first `images`. Throws Error(Mismatch) and, when stopped, Error(Interrupted).
std::vector<DeadUnits> deadUnits(const Network& network, const Dataset& set, std::size_t images, int threads = 1,
                                 const std::stop_token& stop = {});

// The gradient of the mean loss on the first `images`, over which `noise` of testNoiseSeed is laid. Throws likewise.
NetworkGradients meanGradients(const Network& network, const Dataset& set, std::size_t images, LossKind loss,
                               const std::stop_token& stop = {}, const Noise& noise = {});

} // namespace cnn
