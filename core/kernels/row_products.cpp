#include "core/kernels/row_products.h"

#include "core/base/thread_pool.h"
#include "core/kernels/vec.h"

#include <algorithm>

namespace cnn::kernels {
namespace {

// Two vectors of partial sums a row.
template<int rows> void products(const float* weights, std::ptrdiff_t columns, const float* in, float* sums) {
    Vec acc[rows][2] = {};
    std::ptrdiff_t k = 0;
    for (; k + 2 * lanes <= columns; k += 2 * lanes) {
        const Vec a = load(in + k), b = load(in + k + lanes);
#pragma GCC unroll 8
        for (int r = 0; r < rows; ++r) {
            acc[r][0] += load(weights + r * columns + k) * a;
            acc[r][1] += load(weights + r * columns + k + lanes) * b;
        }
    }
    for (; k < columns; k += lanes) {
        const std::ptrdiff_t count = std::min<std::ptrdiff_t>(lanes, columns - k);
        const Vec a = firstOf(load(in + k), count);
#pragma GCC unroll 8
        for (int r = 0; r < rows; ++r) acc[r][0] += firstOf(load(weights + r * columns + k), count) * a;
    }
#pragma GCC unroll 8
    for (int r = 0; r < rows; ++r) sums[r] = sum(acc[r][0] + acc[r][1]);
}

} // namespace

void rowProducts(const float* weights, int rows, int columns, const float* in, const Begin& begin, float* out,
                 ThreadPool* pool) {
    constexpr int together = 4, worthSharing = 256 * 1024;
    const auto rest = [&](int r, float total) {
        const float value = begin.bias ? begin.bias[r] + total : total;
        out[r] = begin.rectify && value <= 0 ? 0 : value;
    };
    forStretches(pool, rows, worthSharing / columns + 1, [&](int from, int to) {
        int r = from;
        float sums[together];
        for (; r + together <= to; r += together) {
            products<together>(weights + static_cast<std::ptrdiff_t>(r) * columns, columns, in, sums);
            for (int i = 0; i < together; ++i) rest(r + i, sums[i]);
        }
        for (; r < to; ++r) {
            products<1>(weights + static_cast<std::ptrdiff_t>(r) * columns, columns, in, sums);
            rest(r, sums[0]);
        }
    });
}

} // namespace cnn::kernels
