// The values that a pooling over a part of its map, or over all channels, is made of.
#pragma once

#include "core/layers/layer_kind.h"
#include "core/walk/window_walk.h"

namespace cnn {

struct MapPart {
    std::vector<Term> terms; // row by row
    int rows = 0, columns = 0;
    int largest = 0; // of the terms, the first among equals
};
// The part of channel place.c that an output of global or adaptive pooling stands for (global_pool.h); out: the shape
// of all outputs.
MapPart partOfMap(const Tensor& in, const Shape& out, const ValuePlace& place);

// All channels at this place, the largest first, among equals in their order.
std::vector<Term> channelsAt(const Tensor& in, const ValuePlace& place);

} // namespace cnn
