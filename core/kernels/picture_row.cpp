#include "core/kernels/picture_row.h"

#include <algorithm>
#include <limits>

namespace cnn::kernels {
namespace {

// Sixteen neighbours at any address; the compiler makes one, two or four registers of them.
using Lanes = float __attribute__((vector_size(64), aligned(4), may_alias));
constexpr int lanes = 16, block = 4 * lanes; // four sums at a time hide the time an addition takes

const Lanes& at(const float* p) {
    return *reinterpret_cast<const Lanes*>(p);
}
Lanes& at(float* p) {
    return *reinterpret_cast<Lanes*>(p);
}

struct Extremes {
    Lanes low, high;
};

[[gnu::always_inline]] inline void widen(Extremes& all, const Lanes& values) {
    all.low = values < all.low ? values : all.low;
    all.high = values > all.high ? values : all.high;
}

[[gnu::always_inline]] inline void blockAt(const float* from, std::span<const Tap> taps, float* out, Extremes& all) {
    Lanes a{}, b{}, c{}, d{};
    for (const Tap& tap : taps) {
        const float* in = from + tap.offset;
        a += tap.weight * at(in);
        b += tap.weight * at(in + lanes);
        c += tap.weight * at(in + 2 * lanes);
        d += tap.weight * at(in + 3 * lanes);
    }
    at(out) = a;
    at(out + lanes) = b;
    at(out + 2 * lanes) = c;
    at(out + 3 * lanes) = d;
    widen(all, a);
    widen(all, b);
    widen(all, c);
    widen(all, d);
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

[[gnu::always_inline]] inline RowRange row(const float* from, std::span<const Tap> taps, float* out, int columns) {
    if (columns < block) return narrowRow(from, taps, out, columns);
    RowRange range = narrowRow(from, taps, out, 1);
    Extremes all{range.low - Lanes{}, range.high - Lanes{}};
    for (int x = 0; x + block <= columns; x += block) blockAt(from + x, taps, out + x, all);
    if (const int rest = columns - block; columns % block != 0) blockAt(from + rest, taps, out + rest, all); // overlaps
    for (int i = 0; i < lanes; ++i) range = {std::min(range.low, all.low[i]), std::max(range.high, all.high[i])};
    return range;
}

using Row = RowRange (*)(const float*, std::span<const Tap>, float*, int);

RowRange plainRow(const float* from, std::span<const Tap> taps, float* out, int columns) {
    return row(from, taps, out, columns);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] RowRange avx2Row(const float* from, std::span<const Tap> taps, float* out, int columns) {
    return row(from, taps, out, columns);
}
[[gnu::target("avx512f")]] RowRange avx512Row(const float* from, std::span<const Tap> taps, float* out, int columns) {
    return row(from, taps, out, columns);
}
Row best() {
    return __builtin_cpu_supports("avx512f") ? avx512Row : __builtin_cpu_supports("avx2") ? avx2Row : plainRow;
}
#else
Row best() {
    return plainRow;
}
#endif

} // namespace

RowRange correlateRow(const float* from, std::span<const Tap> taps, float* out, int columns) {
    static const Row fastest = best();
    return fastest(from, taps, out, columns);
}

} // namespace cnn::kernels
