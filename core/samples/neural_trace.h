// A made-up extracellular recording: what one electrode beside a nerve cell could have heard, in microvolts.
#pragma once

#include "core/tensor/tensor.h"

#include <cstdint>

namespace cnn {

// (1, 1, samples), whole numbers: slow drift, noise, and a spike about every 25 samples, each with the shape
// spikeShape() and a size of its own. The same seed gives the same trace on every machine.
Tensor neuralTrace(int samples, std::uint64_t seed);
// The spike's samples, largest 1.
Tensor spikeShape();

} // namespace cnn
