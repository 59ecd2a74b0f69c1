// A row of a filtered picture: cross-correlation of one channel with a small kernel, as wide as the processor it runs
// on has vectors. For layers with many outputs there is correlate.h.
#pragma once

#include <cstddef>
#include <span>

namespace cnn::kernels {

struct Tap {
    float weight;
    std::ptrdiff_t offset; // from an output's place to the cell it meets
};

struct RowRange {
    float low, high;
};

// out[x] = sum over taps, in their order, of weight * from[x + offset], for x in 0 .. columns (1 or more). Products and
// sums are rounded one by one, so every machine gives the same bits. What comes out lies between low and high.
RowRange correlateRow(const float* from, std::span<const Tap> taps, float* out, int columns);

} // namespace cnn::kernels
