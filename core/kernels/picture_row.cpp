#include "core/kernels/picture_row.h"

#include "core/kernels/vec.h"

#include <algorithm>
#include <limits>

namespace cnn::kernels {
namespace {

// Neighbours that are summed at once: enough sums side by side to hide the time an addition takes.
constexpr int block = 64, vectors = block / lanes;

struct Extremes {
    Vec low, high;
};

void sumBlock(const float* from, std::span<const Tap> taps, float* out, Extremes& all) {
    Vec sums[vectors]{};
    for (const Tap& tap : taps) {
        const float* in = from + tap.offset;
#pragma GCC unroll 16
        for (int i = 0; i < vectors; ++i) sums[i] += tap.weight * load(in + i * lanes);
    }
#pragma GCC unroll 16
    for (int i = 0; i < vectors; ++i) {
        store(out + i * lanes, sums[i]);
        all.low = sums[i] < all.low ? sums[i] : all.low;
        all.high = sums[i] > all.high ? sums[i] : all.high;
    }
}

RowRange narrowRow(const float* from, std::span<const Tap> taps, float* out, int columns) {
    RowRange range{std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()};
    for (int x = 0; x < columns; ++x) {
        float sum = 0;
        for (const Tap& tap : taps) sum += tap.weight * from[x + tap.offset];
        out[x] = sum;
        range = {std::min(range.low, sum), std::max(range.high, sum)};
    }
    return range;
}

} // namespace

RowRange correlateRow(const float* from, std::span<const Tap> taps, float* out, int columns) {
    if (columns < block) return narrowRow(from, taps, out, columns);
    RowRange range = narrowRow(from, taps, out, 1);
    Extremes all{range.low + Vec{}, range.high + Vec{}};
    for (int x = 0; x + block <= columns; x += block) sumBlock(from + x, taps, out + x, all);
    if (const int rest = columns - block; columns % block != 0)
        sumBlock(from + rest, taps, out + rest, all); // overlaps
    for (int i = 0; i < lanes; ++i) range = {std::min(range.low, all.low[i]), std::max(range.high, all.high[i])};
    return range;
}

} // namespace cnn::kernels
