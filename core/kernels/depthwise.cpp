#include "core/kernels/depthwise.h"

#include "core/base/thread_pool.h"
#include "core/kernels/vec.h"

#include <algorithm>

namespace cnn::kernels {
namespace {

struct Kernel {
    const float* weights;
    const std::ptrdiff_t* taps;
    int count;
    float bias;
    bool rectify;
};

// `vectors` neighbouring vectors of a row; all: the number of taps where it is known.
template<int vectors, int all> void rowPiece(const Kernel& k, const float* cells, float* out, std::ptrdiff_t valid) {
    Vec acc[vectors];
#pragma GCC unroll 8
    for (int v = 0; v < vectors; ++v) acc[v] = Vec{} + k.bias;
    const int count = all > 0 ? all : k.count;
#pragma GCC unroll 16
    for (int t = 0; t < count; ++t) {
        const float* from = cells + k.taps[t];
#pragma GCC unroll 8
        for (int v = 0; v < vectors; ++v) acc[v] += k.weights[t] * load(from + v * lanes);
    }
#pragma GCC unroll 8
    for (int v = 0; v < vectors; ++v) {
        const Vec r = k.rectify ? (acc[v] <= Vec{} ? Vec{} : acc[v]) : acc[v];
        if (v + 1 == vectors && valid < lanes)
            storeFirst(out + v * lanes, r, static_cast<std::size_t>(valid));
        else
            store(out + v * lanes, r);
    }
}

// mayWriteOver: what follows the row is written later.
template<int all> void row(const Kernel& k, const float* cells, float* out, std::ptrdiff_t length, bool mayWriteOver) {
    constexpr int most = 4;
    std::ptrdiff_t r = 0;
    for (; r + most * lanes <= length; r += most * lanes) rowPiece<most, all>(k, cells + r, out + r, lanes);
    for (; r + lanes <= length; r += lanes) rowPiece<1, all>(k, cells + r, out + r, lanes);
    if (r < length) rowPiece<1, all>(k, cells + r, out + r, mayWriteOver ? lanes : length - r);
}

} // namespace

void correlateDepthwise(const WindowPlan& plan, const Window& window, const Tensor& in, const float* weights,
                        int multiplier, const Begin& begin, Tensor& out, Tensor& room, ThreadPool* pool) {
    const int channels = in.shape().c;
    const auto floats = plan.packed.count() / static_cast<std::size_t>(channels);
    const int taps = static_cast<int>(plan.taps.size()) / channels;
    const Runs& runs = plan.runs;
    const std::ptrdiff_t plane = runs.rows * runs.length;
    const int threads = pool ? pool->threads() : 1;
    if (plan.copies) room.reshapeTo({threads, 1, 1, static_cast<int>(floats) + lanes});
    const auto channel = [&](int c, int thread) {
        const float* cells = in.data() + in.offset(c, 0, 0);
        if (plan.copies) {
            float* copy = room.data() + static_cast<std::size_t>(thread) * (floats + lanes);
            arrangeChannel(plan, window, in, c, copy, 0);
            cells = copy;
        }
        for (int o = c * multiplier; o < (c + 1) * multiplier; ++o) {
            const Kernel k{weights + static_cast<std::ptrdiff_t>(o) * taps, plan.taps.data(), taps,
                           begin.bias ? begin.bias[o] : 0.0F, begin.rectify};
            for (int y = 0; y < runs.rows; ++y) {
                float* to = out.data() + o * plane + y * runs.length;
                const bool mayWriteOver = (y + 1) * runs.length + lanes <= plane;
                if (taps == 9)
                    row<9>(k, cells + y * runs.step, to, runs.length, mayWriteOver);
                else
                    row<0>(k, cells + y * runs.step, to, runs.length, mayWriteOver);
            }
        }
    };
    // Some channels at a time, so that sharing costs little beside them.
    constexpr std::ptrdiff_t worthSharing = 64 * 1024;
    const std::ptrdiff_t work = plane * taps * multiplier;
    const int together =
        static_cast<int>(std::clamp<std::ptrdiff_t>(worthSharing / std::max<std::ptrdiff_t>(1, work), 1, channels));
    forEachTurn(pool, (channels + together - 1) / together, [&](int turn, int thread) {
        for (int c = turn * together; c < std::min(channels, (turn + 1) * together); ++c) channel(c, thread);
    });
}

} // namespace cnn::kernels
