// Which of a layer's weights a term of a sum is multiplied by.
#pragma once

#include "core/explain/value_origin.h"

#include <optional>

namespace cnn {

// The input channels that an output of a convolution reads, and how many kernels stand before its own in the weights.
struct KernelReads {
    std::vector<int> channels;
    std::size_t before = 0;
};
KernelReads kernelReads(const LayerInfo& info, int output);

// The index of that weight in the layer's first parameter, of an origin of this network; nothing where a term has none
// of its own: in pools, joins, norms.
std::optional<std::size_t> weightPlace(const Network& network, std::size_t layer, const ValueOrigin& origin,
                                       std::size_t term);

} // namespace cnn
