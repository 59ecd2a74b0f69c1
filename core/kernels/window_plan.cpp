#include "core/kernels/window_plan.h"

#include "core/base/thread_pool.h"
#include "core/kernels/vec.h"

#include <cstring>

namespace cnn::kernels {
namespace {

// Where a column of the padded input stands in a row of the copy.
int columnInCopy(int column, int stride, int columnsPerPhase) {
    return column % stride * columnsPerPhase + column / stride;
}

// Calls visit(offset in the copy, offset in the tensor, floats) for every stretch of cells that both have side by side,
// of one channel; offsets from its first cell.
template<class Visit> void forEachStretch(const Shape& in, const WindowPlan& plan, const Window& window, Visit visit) {
    const auto images = static_cast<std::size_t>(in.n);
    const int stride = window.x.stride, perPhase = plan.packed.w / stride;
    for (int y = 0; y < in.h; ++y) {
        const auto to = static_cast<std::size_t>(y + window.y.padBefore) * static_cast<std::size_t>(plan.packed.w);
        const auto from = static_cast<std::size_t>(y) * static_cast<std::size_t>(in.w);
        if (stride == 1) {
            visit((to + static_cast<std::size_t>(window.x.padBefore)) * images, from * images,
                  static_cast<std::size_t>(in.w) * images);
            continue;
        }
        for (int x = 0; x < in.w; ++x) {
            const int place = columnInCopy(x + window.x.padBefore, stride, perPhase);
            visit((to + static_cast<std::size_t>(place)) * images, (from + static_cast<std::size_t>(x)) * images,
                  images);
        }
    }
}

std::size_t floatsOfChannel(const Shape& s) {
    return s.count() / static_cast<std::size_t>(s.c);
}

// Rows that follow one another without a gap, as under a 1 x 1 kernel, become one run, so that short ones fill whole
// vectors; not so long that its cells leave the cache before all outputs have read them.
void joinRows(Runs& runs, std::size_t taps) {
    constexpr std::size_t mostFloats = 4096, mostRead = 128 * 1024;
    if (runs.step != runs.length) return;
    const auto length = static_cast<std::size_t>(runs.length);
    for (int rows = runs.rows; rows > 1; --rows) {
        const std::size_t floats = length * static_cast<std::size_t>(rows);
        if (runs.rows % rows != 0 || floats > mostFloats || floats * taps > mostRead) continue;
        runs.rows /= rows;
        runs.length *= rows;
        runs.step *= rows;
        return;
    }
}

constexpr int fourLanes = 4;
using Four = float __attribute__((vector_size(fourLanes * sizeof(float))));

// One image, a stride of 2: what is next to each other comes apart in registers.
void copyPairs(const float* from, int columns, int padBefore, int perPhase, float* to) {
    const int odd = padBefore % 2;
    float* even = to + odd * perPhase + padBefore / 2; // of columns 0, 2, ..
    float* other = to + (1 - odd) * perPhase + (padBefore + 1) / 2;
    int x = 0;
    for (; x + 2 * lanes <= columns; x += 2 * lanes) {
        const Vec a = load(from + x), b = load(from + x + lanes);
        store(even + x / 2, everySecond<0>(a, b, eachLane));
        store(other + x / 2, everySecond<1>(a, b, eachLane));
    }
    for (; x + 2 * fourLanes <= columns; x += 2 * fourLanes) {
        Four a, b;
        std::memcpy(&a, from + x, sizeof a);
        std::memcpy(&b, from + x + fourLanes, sizeof b);
        const Four evens = __builtin_shufflevector(a, b, 0, 2, 4, 6), odds = __builtin_shufflevector(a, b, 1, 3, 5, 7);
        std::memcpy(even + x / 2, &evens, sizeof evens);
        std::memcpy(other + x / 2, &odds, sizeof odds);
    }
    for (; x < columns; ++x) { // x is even at first
        float* phase = x % 2 == 0 ? even : other;
        phase[x / 2] = from[x];
    }
}

// The same for 4.
void copyFours(const float* from, int columns, int padBefore, int perPhase, float* to) {
    float* phase[4]; // of columns 0, 4, 8 .., then 1, 5, 9 ..
    for (int k = 0; k < 4; ++k) phase[k] = to + (padBefore + k) % 4 * perPhase + (padBefore + k) / 4;
    int x = 0;
    for (; x + 4 * lanes <= columns; x += 4 * lanes) {
        const Vec a = load(from + x), b = load(from + x + lanes);
        const Vec c = load(from + x + 2 * lanes), d = load(from + x + 3 * lanes);
        const Vec even = everySecond<0>(a, b, eachLane), evenAfter = everySecond<0>(c, d, eachLane);
        const Vec odd = everySecond<1>(a, b, eachLane), oddAfter = everySecond<1>(c, d, eachLane);
        store(phase[0] + x / 4, everySecond<0>(even, evenAfter, eachLane));
        store(phase[1] + x / 4, everySecond<0>(odd, oddAfter, eachLane));
        store(phase[2] + x / 4, everySecond<1>(even, evenAfter, eachLane));
        store(phase[3] + x / 4, everySecond<1>(odd, oddAfter, eachLane));
    }
    for (; x < columns; ++x) phase[x % 4][x / 4] = from[x];
}

// One image, a stride across: cells of one phase after the other, straight loops instead of a copy a cell.
void copyPhases(const float* from, int columns, int padBefore, int stride, int perPhase, float* to) {
    if (stride == 4) return copyFours(from, columns, padBefore, perPhase, to);
    if (stride == 2) return copyPairs(from, columns, padBefore, perPhase, to);
    for (int phase = 0; phase < stride; ++phase) {
        int x = phase - padBefore, place = 0; // column `phase` of the padded row, then every `stride`
        for (; x < 0; x += stride) ++place;
        for (float* p = to + phase * perPhase; x < columns; x += stride, ++place) p[place] = from[x];
    }
}

void arrangeOneImage(const WindowPlan& plan, const Window& window, const Shape& in, const float* from, float* to) {
    const int stride = window.x.stride, perPhase = plan.packed.w / stride;
    for (int y = 0; y < in.h; ++y)
        copyPhases(from + static_cast<std::ptrdiff_t>(y) * in.w, in.w, window.x.padBefore, stride, perPhase,
                   to + (static_cast<std::ptrdiff_t>(y) + window.y.padBefore) * plan.packed.w);
}

// Whole vectors; what is too much of one is written over by what follows it. Near the end only what is wanted: beyond
// it another thread may be at work.
float* copyOver(const float* from, std::ptrdiff_t floats, float* to, const float* end) {
    if (end - to < floats + lanes) return std::copy_n(from, floats, to);
    for (std::ptrdiff_t i = 0; i < floats; i += lanes) store(to + i, load(from + i));
    return to + floats;
}
float* fillOver(float filler, std::ptrdiff_t floats, float* to, const float* end) {
    if (end - to < floats + lanes) return std::fill_n(to, floats, filler);
    for (std::ptrdiff_t i = 0; i < floats; i += lanes) store(to + i, Vec{} + filler);
    return to + floats;
}

// Stride 1: from the first cell to the last.
void arrangeRows(const WindowPlan& plan, const Window& window, const Shape& in, const float* from, float* to,
                 float filler) {
    const std::ptrdiff_t images = in.n, row = in.w * images, whole = plan.packed.w * images;
    const float* const end = to + plan.packed.h * whole;
    to = fillOver(filler, window.y.padBefore * whole + window.x.padBefore * images, to, end);
    for (int y = 0; y < in.h; ++y, from += row) {
        to = copyOver(from, row, to, end);
        to = fillOver(filler, std::min(whole - row, end - to), to, end);
    }
    fillOver(filler, end - to, to, end);
}

} // namespace

void WindowPlan::make(const Shape& in, const Window& window) {
    const Axis &ay = window.y, &ax = window.x;
    const int outH = *ay.outputs(in.h), outW = *ax.outputs(in.w);
    copies = ay.padBefore || ay.padAfter || ax.padBefore || ax.padAfter || ax.stride > 1;
    const int perPhase = (ax.padded(in.w) + ax.stride - 1) / ax.stride;
    packed = copies ? Shape{in.c, ay.padded(in.h), perPhase * ax.stride, in.n} : in;
    const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(packed.w) * in.n;
    runs = {outH, static_cast<std::ptrdiff_t>(outW) * in.n, row * ay.stride};
    joinRows(runs, static_cast<std::size_t>(in.c) * static_cast<std::size_t>(ay.kernel * ax.kernel));
    taps.clear();
    for (int c = 0; c < in.c; ++c)
        for (int ky = 0; ky < ay.kernel; ++ky)
            for (int kx = 0; kx < ax.kernel; ++kx)
                taps.push_back((static_cast<std::ptrdiff_t>(c) * packed.h + ky * ay.dilation) * row +
                               static_cast<std::ptrdiff_t>(columnInCopy(kx * ax.dilation, ax.stride, perPhase)) * in.n);
}

const float* arrange(const WindowPlan& plan, const Window& window, const Tensor& in, Tensor& room, ThreadPool* pool) {
    if (!plan.copies) return in.data();
    room.reshapeTo(plan.packed);
    constexpr std::size_t worthSharing = 64 * 1024; // floats
    const std::size_t floats = floatsOfChannel(plan.packed);
    forStretches(pool, in.shape().c, static_cast<int>(worthSharing / floats + 1), [&](int from, int to) {
        for (int c = from; c < to; ++c)
            arrangeChannel(plan, window, in, c, room.data() + static_cast<std::size_t>(c) * floats, 0);
    });
    return room.data();
}

void arrangeChannel(const WindowPlan& plan, const Window& window, const Tensor& in, int channel, float* to,
                    float filler) {
    const float* cells = in.data() + in.offset(channel, 0, 0);
    if (window.x.stride == 1) return arrangeRows(plan, window, in.shape(), cells, to, filler);
    std::fill_n(to, floatsOfChannel(plan.packed), filler);
    if (in.shape().n == 1) return arrangeOneImage(plan, window, in.shape(), cells, to);
    forEachStretch(in.shape(), plan, window, [&](std::size_t place, std::size_t from, std::size_t floats) {
        std::memcpy(to + place, cells + from, floats * sizeof(float));
    });
}

void restore(const WindowPlan& plan, const Window& window, const Tensor& room, Tensor& dIn) {
    const Shape& s = dIn.shape();
    for (int c = 0; c < s.c; ++c) {
        const float* cells = room.data() + static_cast<std::size_t>(c) * floatsOfChannel(plan.packed);
        float* to = dIn.data() + dIn.offset(c, 0, 0);
        forEachStretch(s, plan, window, [&](std::size_t from, std::size_t place, std::size_t floats) {
            std::memcpy(to + place, cells + from, floats * sizeof(float));
        });
    }
}

} // namespace cnn::kernels
