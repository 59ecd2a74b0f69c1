// Small grids to try a window on, of any size, in numbers that can be added in the head.
#pragma once

#include "core/tensor/tensor.h"

#include <cstdint>

namespace cnn {

enum class GridPattern {
    Edge,    // dark left, bright right
    Ramp,    // each column 1 more than the one before; of more than ten columns the steps are wider
    Checker, // dark and bright in turn
    Letter,  // an H, bright on dark
    Spot,    // one 1 in the middle
    Noise,   // any of them by chance
    Clear    // zeros
};

// In `shape`, one image: whole numbers, 0 dark to 9 bright. Every other channel is turned on its side, so that channels
// differ; seed: of noise alone, which differs in each channel.
Tensor gridPattern(GridPattern pattern, const Shape& shape, std::uint64_t seed = 1);

} // namespace cnn
