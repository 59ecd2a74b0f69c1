// Which channels an output of a convolution reads, and where its kernels stand among the weights.
#pragma once

#include "core/layers/layer.h"

#include <vector>

namespace cnn {

// before: how many kernels stand before its own in the weights.
struct KernelReads {
    std::vector<int> channels;
    std::size_t before = 0;
};
KernelReads kernelReads(const LayerInfo& info, int output);

} // namespace cnn
