// How weights begin.
#pragma once

#include "core/network/network.h"

namespace cnn {

enum class Initialisation {
    He,        // normal, variance 2 / fan-in (He et al. 2015): for ReLU
    HeUniform, // uniform, the same variance: many times quicker, for networks of many million weights
    Glorot,    // uniform, variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010): for tanh and sigmoid
    LeCun      // normal, variance 1 / fan-in (LeCun et al. 1998)
};
// Fills every weight, layer by layer in order, from one generator; biases become 0. A trainable
// subsampling begins as the mean.
void initialise(Network& network, Initialisation how, std::uint64_t seed);

} // namespace cnn
