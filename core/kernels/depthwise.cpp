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

class Depthwise {
public:
    Depthwise(const WindowPlan& plan, const Window& window, const Tensor& in, const float* weights, int multiplier,
              const Begin& begin, Tensor& out)
        : m_plan(plan), m_window(window), m_in(in), m_weights(weights), m_multiplier(multiplier), m_begin(begin),
          m_out(out), m_taps(static_cast<int>(plan.taps.size()) / in.shape().c),
          m_floats(plan.packed.count() / static_cast<std::size_t>(in.shape().c) + lanes) {}

    std::size_t floats() const { return 2 * m_floats; } // of working memory for one thread
    std::ptrdiff_t workPerChannel() const { return m_plan.runs.rows * m_plan.runs.length * m_taps * m_multiplier; }

    // The channels from .. to - 1. The next one is copied before one is worked through: what has just been written is
    // not at once to be read again at other places.
    void channels(int from, int to, float* room) const {
        const float* cells = arranged(from, room);
        for (int c = from; c < to; ++c) {
            const float* next =
                c + 1 < to ? arranged(c + 1, room + static_cast<std::size_t>((c + 1 - from) % 2) * m_floats) : nullptr;
            for (int o = c * m_multiplier; o < (c + 1) * m_multiplier; ++o) output(o, cells);
            cells = next;
        }
    }

private:
    const float* arranged(int c, float* room) const {
        if (!m_plan.copies) return m_in.data() + m_in.offset(c, 0, 0);
        arrangeChannel(m_plan, m_window, m_in, c, room, 0);
        return room;
    }

    void output(int o, const float* cells) const {
        const Runs& runs = m_plan.runs;
        const std::ptrdiff_t plane = runs.rows * runs.length;
        const Kernel k{m_weights + static_cast<std::ptrdiff_t>(o) * m_taps, m_plan.taps.data(), m_taps,
                       m_begin.bias ? m_begin.bias[o] : 0.0F, m_begin.rectify};
        for (int y = 0; y < runs.rows; ++y) {
            float* to = m_out.data() + o * plane + y * runs.length;
            const bool mayWriteOver = (y + 1) * runs.length + lanes <= plane;
            if (m_taps == 9)
                row<9>(k, cells + y * runs.step, to, runs.length, mayWriteOver);
            else
                row<0>(k, cells + y * runs.step, to, runs.length, mayWriteOver);
        }
    }

    const WindowPlan& m_plan;
    const Window& m_window;
    const Tensor& m_in;
    const float* m_weights;
    int m_multiplier;
    const Begin& m_begin;
    Tensor& m_out;
    int m_taps;
    std::size_t m_floats; // of a channel's copy
};

} // namespace

void correlateDepthwise(const WindowPlan& plan, const Window& window, const Tensor& in, const float* weights,
                        int multiplier, const Begin& begin, Tensor& out, Tensor& room, ThreadPool* pool) {
    const Depthwise work(plan, window, in, weights, multiplier, begin, out);
    const int threads = pool ? pool->threads() : 1, channels = in.shape().c;
    if (plan.copies) room.reshapeTo({threads, 1, 1, static_cast<int>(work.floats())});
    const auto roomOf = [&](int thread) {
        return plan.copies ? room.data() + static_cast<std::size_t>(thread) * work.floats() : nullptr;
    };
    // Some channels at a time, so that sharing costs little beside them.
    constexpr std::ptrdiff_t worthSharing = 64 * 1024;
    const auto together = static_cast<int>(
        std::clamp<std::ptrdiff_t>(worthSharing / std::max<std::ptrdiff_t>(1, work.workPerChannel()), 2, channels));
    if (!pool) return work.channels(0, channels, roomOf(0));
    pool->forEach((channels + together - 1) / together, [&](int turn, int thread) {
        work.channels(turn * together, std::min(channels, (turn + 1) * together), roomOf(thread));
    });
}

} // namespace cnn::kernels
