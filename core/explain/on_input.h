// A map laid on the picture it was made from, each value where its unit looks.
#pragma once

#include "core/network/network.h"

namespace cnn {

// The middles of a map's units on the input, in pixels: start + jump * index. The first pixel's middle is 0.5.
struct MapPlace {
    double startY = 0.5, jumpY = 1, startX = 0.5, jumpX = 1;
};
// Of a value of a network, by its index in Trace::values: from the middles of the receptive fields of its first and
// last unit.
MapPlace placeOnInput(const Network& network, std::size_t value);
// Cells of `stride` pixels a side that fill the picture, as an OcclusionMap's.
MapPlace placeOfCells(int stride);

// (1, rows, columns) of the input: between the middles bilinear, beyond the outermost as these. `map` has one channel.
Tensor onInput(const Tensor& map, const MapPlace& place, const Shape& input);

} // namespace cnn
