#include "core/kernels/pool.h"

#include "core/base/thread_pool.h"
#include "core/kernels/vec.h"
#include "core/kernels/window_plan.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace cnn::kernels {
namespace {

// Cells of a window along one axis that are real: `count` from `first` on, every `dilation`.
struct Range {
    int first, count;
};
Range cellsUnder(const Axis& axis, int output, int inputs) {
    int from = 0, to = axis.kernel;
    while (axis.tap(output, from) < 0) ++from;
    while (axis.tap(output, to - 1) >= inputs) --to;
    return {axis.tap(output, from), to - from};
}

// Steps between neighbouring cells of a window, in floats.
struct Steps {
    std::ptrdiff_t y, x;
    Steps(const Shape& in, const Window& w)
        : y(static_cast<std::ptrdiff_t>(w.y.dilation) * in.w * in.n),
          x(static_cast<std::ptrdiff_t>(w.x.dilation) * in.n) {}
};

// The real cells of one window: offsets from its first one, of image 0.
struct Cells {
    std::ptrdiff_t first;
    int rows, columns;
    const Steps& step;
    template<class Visit> [[gnu::always_inline]] void forEach(Visit visit) const {
        if (rows == 2 && columns == 2) { // nearly always; without loops
            visit(first);
            visit(first + step.x);
            visit(first + step.y);
            visit(first + step.y + step.x);
            return;
        }
        for (int ky = 0; ky < rows; ++ky)
            for (int kx = 0; kx < columns; ++kx) visit(first + ky * step.y + kx * step.x);
    }
};

// Calls visit(offset of the output, cells of its window) for every output, image 0, of the channels from .. to - 1.
template<class Visit>
void forEachWindow(const Shape& in, const Shape& out, const Window& w, int from, int to, Visit visit) {
    const auto images = static_cast<std::ptrdiff_t>(in.n);
    const Steps step(in, w);
    std::ptrdiff_t o = static_cast<std::ptrdiff_t>(from) * out.h * out.w * images;
    for (int c = from; c < to; ++c)
        for (int y = 0; y < out.h; ++y) {
            const Range rows = cellsUnder(w.y, y, in.h);
            const std::ptrdiff_t line = (static_cast<std::ptrdiff_t>(c) * in.h + rows.first) * in.w;
            for (int x = 0; x < out.w; ++x, o += images) {
                const Range columns = cellsUnder(w.x, x, in.w);
                visit(o, Cells{(line + columns.first) * images, rows.count, columns.count, step});
            }
        }
}

// Images are taken a vector at a time, then four, then one.
using Four = float __attribute__((vector_size(16)));

template<class T> T get(const float* p) {
    T v;
    std::memcpy(&v, p, sizeof v);
    return v;
}
template<class T> void put(float* p, T v) {
    std::memcpy(p, &v, sizeof v);
}
// All bits of a lane set where it holds.
template<class Ints> Ints mask(Ints condition) {
    return condition;
}
std::int32_t mask(bool condition) {
    return -static_cast<std::int32_t>(condition);
}
// a where the mask is set, b elsewhere, without a branch: which cell wins cannot be foreseen.
template<class T, class Ints> T choose(Ints mask, T a, T b) {
    return mask != 0 ? a : b;
}
float choose(std::int32_t mask, float a, float b) {
    return std::bit_cast<float>((std::bit_cast<std::int32_t>(a) & mask) | (std::bit_cast<std::int32_t>(b) & ~mask));
}

// work(image, zero of the type to work in) for all images.
template<class Work> void forImages(std::ptrdiff_t images, Work work) {
    std::ptrdiff_t n = 0;
    for (; n + lanes <= images; n += lanes) work(n, Vec{});
    for (; n + 4 <= images; n += 4) work(n, Four{});
    for (; n < images; ++n) work(n, float{});
}

// Every input cell lies in exactly one window, so a gradient may be stored instead of added.
bool tiles(const Axis& axis, int inputs, int outputs) {
    return axis.stride == axis.kernel && axis.dilation == 1 && axis.padBefore == 0 && outputs * axis.stride == inputs;
}
bool tiles(const Window& w, const Shape& in, const Shape& out) {
    return tiles(w.y, in.h, out.h) && tiles(w.x, in.w, out.w);
}

} // namespace

namespace {

// A NaN takes the place and keeps it.
template<class T> T larger(T best, T v) {
    return choose(mask(v <= best) | mask(best != best), best, v);
}

// One image: neighbouring outputs side by side in a vector, from a copy in which the padding is less than anything.
void maxPoolOfOne(const WindowPlan& plan, const Window& window, const Tensor& in, Tensor& out, int from, int to) {
    const Runs& runs = plan.runs;
    const std::size_t floats = plan.packed.count() / static_cast<std::size_t>(plan.packed.c);
    const auto taps = std::span(plan.taps).first(plan.taps.size() / static_cast<std::size_t>(plan.packed.c));
    std::vector<float> copy(plan.copies ? floats + lanes : 0);
    for (int c = from; c < to; ++c) {
        const float* cells = in.data() + in.offset(c, 0, 0);
        if (plan.copies) {
            arrangeChannel(plan, window, in, c, copy.data(), -std::numeric_limits<float>::infinity());
            cells = copy.data();
        }
        float* results = out.data() + out.offset(c, 0, 0);
        for (int y = 0; y < runs.rows; ++y, cells += runs.step, results += runs.length)
            for (std::ptrdiff_t x = 0; x < runs.length; x += lanes) {
                Vec best = load(cells + x);
                for (const std::ptrdiff_t tap : taps) best = larger(best, load(cells + tap + x));
                storeFirst(results + x, best,
                           static_cast<std::size_t>(std::min<std::ptrdiff_t>(lanes, runs.length - x)));
            }
    }
}

// work(from, to) for stretches of the channels.
template<class Work> void forChannels(ThreadPool* pool, const Shape& in, const Work& work) {
    constexpr std::size_t worthSharing = 64 * 1024; // floats
    const std::size_t floats = in.count() / static_cast<std::size_t>(in.c);
    forStretches(pool, in.c, static_cast<int>(worthSharing / floats + 1), work);
}

} // namespace

void maxPool(const Tensor& in, const Window& window, Tensor& out, ThreadPool* pool) {
    const bool ofOne = in.shape().n == 1 && out.shape().w >= 4;
    WindowPlan plan;
    if (ofOne) plan.make(in.shape(), window);
    forChannels(pool, in.shape(), [&](int from, int to) {
        if (ofOne) return maxPoolOfOne(plan, window, in, out, from, to);
        forEachWindow(in.shape(), out.shape(), window, from, to, [&](std::ptrdiff_t o, const Cells& cells) {
            forImages(in.shape().n, [&](std::ptrdiff_t n, auto zero) {
                using T = decltype(zero);
                T best = get<T>(in.data() + cells.first + n);
                cells.forEach([&](std::ptrdiff_t cell) { best = larger(best, get<T>(in.data() + cell + n)); });
                put(out.data() + o + n, best);
            });
        });
    });
}

void meanPool(const Tensor& in, const Window& window, Tensor& out, ThreadPool* pool) {
    const auto count = static_cast<float>(window.y.kernel * window.x.kernel);
    forChannels(pool, in.shape(), [&](int from, int to) {
        forEachWindow(in.shape(), out.shape(), window, from, to, [&](std::ptrdiff_t o, const Cells& cells) {
            forImages(in.shape().n, [&](std::ptrdiff_t n, auto total) {
                using T = decltype(total);
                cells.forEach([&](std::ptrdiff_t cell) { total += get<T>(in.data() + cell + n); });
                put<T>(out.data() + o + n, total / count);
            });
        });
    });
}

namespace {

// give(image, zero, put) for every output: put(cell, share) leaves the share of the gradient with a cell.
template<class Give> void shareOut(const Window& window, const Shape& out, Tensor& dIn, Give give) {
    const bool store = tiles(window, dIn.shape(), out);
    if (!store) dIn.fill(0);
    forEachWindow(dIn.shape(), out, window, 0, out.c, [&](std::ptrdiff_t o, const Cells& cells) {
        forImages(out.n, [&](std::ptrdiff_t n, auto zero) {
            using T = decltype(zero);
            if (store)
                give(o, n, cells, zero, [&](std::ptrdiff_t cell, T share) { put(dIn.data() + cell + n, share); });
            else
                give(o, n, cells, zero, [&](std::ptrdiff_t cell, T share) {
                    put<T>(dIn.data() + cell + n, get<T>(dIn.data() + cell + n) + share);
                });
        });
    });
}

} // namespace

void maxPoolGradient(const Tensor& in, const Tensor& out, const Tensor& dOut, const Window& window, Tensor& dIn) {
    shareOut(window, out.shape(), dIn,
             [&](std::ptrdiff_t o, std::ptrdiff_t n, const Cells& cells, auto zero, auto leave) {
                 using T = decltype(zero);
                 const T largest = get<T>(out.data() + o + n), d = get<T>(dOut.data() + o + n);
                 auto open = mask(largest == largest); // who has not met the winner yet
                 cells.forEach([&](std::ptrdiff_t cell) {
                     const auto wins = mask(get<T>(in.data() + cell + n) == largest) & open;
                     open &= ~wins;
                     leave(cell, choose(wins, d, zero));
                 });
             });
}

void meanPoolGradient(const Tensor& dOut, const Window& window, Tensor& dIn) {
    const float part = 1.0F / static_cast<float>(window.y.kernel * window.x.kernel);
    shareOut(window, dOut.shape(), dIn,
             [&](std::ptrdiff_t o, std::ptrdiff_t n, const Cells& cells, auto zero, auto leave) {
                 using T = decltype(zero);
                 const T share = get<T>(dOut.data() + o + n) * part;
                 cells.forEach([&](std::ptrdiff_t cell) { leave(cell, share); });
             });
}

} // namespace cnn::kernels
