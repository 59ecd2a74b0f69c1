#include "core/kernels/winograd.h"

#include "core/base/thread_pool.h"
#include "core/kernels/vec.h"

#include <algorithm>
#include <array>

namespace cnn::kernels {
namespace {

constexpr int side = 4, patch = 6, points = patch * patch; // of a tile; of the cells under it
constexpr int mostVectors = 4;                             // of tiles that are worked through together
constexpr int most = mostVectors * lanes;
// Between planes, or 36 numbers that belong together would all want the same few places of a cache.
constexpr std::size_t gap = 16;

int tilesOf(int outputs) {
    return (outputs + side - 1) / side;
}

// Polynomials are compared at 0, +-a, +-b and infinity. The usual 1 and 2 leave twice the error (measured); these are
// exact in binary all the same.
constexpr float a = 0.625F, b = 1.5F, aa = a * a, bb = b * b;

// Bt d
template<class T> std::array<T, patch> cellsTransformed(const std::array<T, patch>& d) {
    const T u = d[4] - bb * d[2], v = a * (d[3] - bb * d[1]), s = d[4] - aa * d[2], t = b * (d[3] - aa * d[1]);
    return {aa * bb * d[0] - (aa + bb) * d[2] + d[4], u + v, u - v, s + t, s - t,
            aa * bb * d[1] - (aa + bb) * d[3] + d[5]};
}
// G g
template<class T> std::array<T, patch> weightsTransformed(const std::array<T, 3>& g) {
    constexpr float atZero = 1 / (aa * bb), atA = 1 / (2 * aa * (aa - bb)), atB = 1 / (2 * bb * (bb - aa));
    const T u = g[0] + aa * g[2], v = a * g[1], s = g[0] + bb * g[2], t = b * g[1];
    return {atZero * g[0], atA * (u + v), atA * (u - v), atB * (s + t), atB * (s - t), g[2]};
}
// At m
template<class T> std::array<T, side> resultsTransformed(const std::array<T, patch>& m) {
    const T u = m[1] + m[2], v = m[1] - m[2], s = m[3] + m[4], t = m[3] - m[4];
    return {m[0] + u + s, a * v + b * t, aa * u + bb * s, a * aa * v + b * bb * t + m[5]};
}

// f on the columns, then on the rows: `from` has In x In numbers, `to` takes Out x Out.
template<std::size_t In, std::size_t Out, class Transform, class Get, class Put>
void onBothAxes(Transform transform, Get get, Put put) {
    std::array<std::array<Vec, In>, Out> half;
#pragma GCC unroll 8
    for (std::size_t x = 0; x < In; ++x) {
        std::array<Vec, In> column;
#pragma GCC unroll 8
        for (std::size_t y = 0; y < In; ++y) column[y] = get(y, x);
        const auto result = transform(column);
#pragma GCC unroll 8
        for (std::size_t y = 0; y < Out; ++y) half[y][x] = result[y];
    }
#pragma GCC unroll 8
    for (std::size_t y = 0; y < Out; ++y) {
        const auto result = transform(half[y]);
#pragma GCC unroll 8
        for (std::size_t x = 0; x < Out; ++x) put(y, x, result[x]);
    }
}

template<int... Lane> Vec zipped(Vec u, Vec v, int half, std::integer_sequence<int, Lane...>) {
    return half == 0 ? __builtin_shufflevector(u, v, (Lane / 2 + Lane % 2 * lanes)...)
                     : __builtin_shufflevector(u, v, (lanes / 2 + Lane / 2 + Lane % 2 * lanes)...);
}

// The first lanes of all four, then the second ones, ..
void storeInTurn(const Vec (&of)[side], float* to) {
    for (int half = 0; half < 2; ++half) {
        const Vec even = zipped(of[0], of[2], half, eachLane), odd = zipped(of[1], of[3], half, eachLane);
        for (int k = 0; k < 2; ++k, to += lanes) store(to, zipped(even, odd, k, eachLane));
    }
}

class Winograd {
public:
    Winograd(const Tensor& in, const float* weights, const Begin& begin, Tensor& out, const WindowPlan& plan)
        : m_in(in.shape()), m_outShape(out.shape()), m_weights(weights), m_begin(begin), m_out(out.data()),
          m_plan(plan), m_tiles(plan.runs.rows * static_cast<int>(plan.runs.length)) {}

    // Of one block only so many outputs at a time, whose weights then do not leave the caches.
    int outputsAtATime() const { return vectorsOf(m_tiles) <= mostVectors ? std::min(64, m_outShape.c) : m_outShape.c; }
    std::size_t weightPlane() const { return channels() * outputs() + gap; }
    std::size_t cellPlane(int width) const { return channels() * static_cast<std::size_t>(width) + gap; }
    std::size_t productPlane(int width) const { return outputs() * static_cast<std::size_t>(width) + gap; }
    static int vectorsOf(int tiles) { return (tiles + lanes - 1) / lanes; }
    std::size_t blockFloats() const { return points * (cellPlane(most) + productPlane(most)); } // cells and products

    // to[point][output - first][channel], of the outputs from .. to - 1
    void transformWeights(int first, int from, int to, float* transformed) const {
        const int channels = m_in.c;
        std::vector<float> turned(static_cast<std::size_t>(9 * channels) + lanes);
        const std::size_t plane = weightPlane();
        for (int o = from; o < to; ++o) {
            const float* w = m_weights + static_cast<std::ptrdiff_t>(o) * channels * 9;
            for (int c = 0; c < channels; ++c)
                for (int k = 0; k < 9; ++k) turned[static_cast<std::size_t>(k * channels + c)] = w[c * 9 + k];
            float* results = transformed + static_cast<std::size_t>(o - first) * static_cast<std::size_t>(channels);
            for (int c = 0; c < channels; c += lanes)
                onBothAxesOfWeights(turned.data() + c, channels, results + c, plane, std::min(lanes, channels - c));
        }
    }

    // cells[point][channel][tile], of the channels from .. to - 1
    void transformCells(int first, int tiles, int from, int to, const float* arranged, float* cells) const {
        const int width = vectorsOf(tiles) * lanes;
        const auto perRow = static_cast<int>(m_plan.runs.length);
        const std::size_t plane = cellPlane(width);
        float packed[points * lanes + lanes];
        for (int c = from; c < to; ++c) {
            float* results = cells + static_cast<std::size_t>(c) * static_cast<std::size_t>(width);
            const std::ptrdiff_t* taps = m_plan.taps.data() + static_cast<std::ptrdiff_t>(c) * points;
            for (int v = 0; v < width; v += lanes) {
                const auto put = [&](std::size_t y, std::size_t x, Vec value) {
                    store(results + (y * patch + x) * plane + v, value);
                };
                const int row = (first + v) / perRow, at = (first + v) % perRow;
                const float* beside = arranged + row * m_plan.runs.step + at;
                if (c + 1 < to) // comes from far away, a few numbers at a place
                    for (int place = 0; place < points; ++place) __builtin_prefetch(beside + taps[points + place]);
                if (at + lanes <= perRow && v + lanes <= tiles) {
                    transformCells([&](std::size_t place) { return load(beside + taps[place]); }, put);
                } else {
                    pack(first + v, std::min(lanes, tiles - v), c, arranged, packed);
                    transformCells([&](std::size_t place) { return load(packed + place * lanes); }, put);
                }
            }
        }
    }

    // products[point][output - first][tile], of one point and so many outputs
    void multiply(int point, int tiles, int outputs, const float* transformed, const float* cells,
                  float* products) const {
        const int width = vectorsOf(tiles) * lanes;
        std::vector<std::ptrdiff_t> taps(static_cast<std::size_t>(m_in.c));
        for (std::size_t c = 0; c < taps.size(); ++c) taps[c] = static_cast<std::ptrdiff_t>(c) * width;
        const auto at = static_cast<std::size_t>(point);
        correlate({transformed + at * weightPlane(), m_in.c, 1, outputs}, taps, cells + at * cellPlane(width),
                  {1, width, 0}, {}, products + at * productPlane(width));
    }

    // The results of the outputs from .. to - 1.
    void transformProducts(int first, int tiles, int firstOutput, int from, int to, const float* products) const {
        const int width = vectorsOf(tiles) * lanes;
        const std::size_t plane = productPlane(width);
        float rows[side][side * most]; // of the tiles beside each other
        for (int o = from; o < to; ++o) {
            const float* of = products + static_cast<std::size_t>(o - firstOutput) * static_cast<std::size_t>(width);
            const float bias = m_begin.bias ? m_begin.bias[o] : 0;
            for (int v = 0; v < width; v += lanes) {
                Vec results[side][side];
                onBothAxes<patch, side>(
                    [](const std::array<Vec, patch>& m) { return resultsTransformed(m); },
                    [&](std::size_t y, std::size_t x) { return load(of + (y * patch + x) * plane + v); },
                    [&](std::size_t y, std::size_t x, Vec value) {
                        value += bias;
                        results[y][x] = m_begin.rectify ? (value <= Vec{} ? Vec{} : value) : value;
                    });
                for (int y = 0; y < side; ++y) storeInTurn(results[y], rows[y] + side * v);
            }
            leave(first, tiles, rows, m_out + static_cast<std::ptrdiff_t>(o) * m_outShape.h * m_outShape.w);
        }
    }

    int tiles() const { return m_tiles; }

private:
    std::size_t channels() const { return static_cast<std::size_t>(m_in.c); }
    std::size_t outputs() const { return static_cast<std::size_t>(outputsAtATime()); }

    static void onBothAxesOfWeights(const float* turned, int channels, float* results, std::size_t plane, int count) {
        std::array<std::array<Vec, 3>, patch> half;
        for (std::size_t x = 0; x < 3; ++x) {
            std::array<Vec, 3> column;
            for (std::size_t y = 0; y < 3; ++y)
                column[y] = load(turned + (y * 3 + x) * static_cast<std::size_t>(channels));
            const auto result = weightsTransformed(column);
            for (std::size_t y = 0; y < patch; ++y) half[y][x] = result[y];
        }
        for (std::size_t y = 0; y < patch; ++y) {
            const auto result = weightsTransformed(half[y]);
            for (std::size_t x = 0; x < patch; ++x)
                if (count == lanes)
                    store(results + (y * patch + x) * plane, result[x]);
                else
                    storeFirst(results + (y * patch + x) * plane, result[x], static_cast<std::size_t>(count));
        }
    }

    template<class At, class Put> static void transformCells(const At& at, const Put& put) {
        onBothAxes<patch, patch>([](const std::array<Vec, patch>& d) { return cellsTransformed(d); },
                                 [&](std::size_t y, std::size_t x) { return at(y * patch + x); }, put);
    }

    // The cells of a channel under a vector of tiles that lie in several rows, side by side for each place in the
    // patch. Whole vectors are copied, and what is too much is written over by what comes next; where tiles are missing
    // it is zero.
    void pack(int first, int tiles, int c, const float* arranged, float* to) const {
        const auto perRow = static_cast<int>(m_plan.runs.length);
        for (int place = 0; place < points; ++place, to += lanes) {
            const float* cells = arranged + m_plan.taps[static_cast<std::size_t>(c * points + place)];
            for (int done = 0, row = first / perRow, at = first % perRow; done < tiles; ++row, at = 0) {
                store(to + done, load(cells + row * m_plan.runs.step + at));
                done += perRow - at;
            }
            store(to, firstOf(load(to), tiles));
        }
    }

    // Tiles to their places in a map; what is beyond its edges is dropped.
    void leave(int first, int tiles, const float (&rows)[side][side * most], float* map) const {
        const auto perRow = static_cast<int>(m_plan.runs.length);
        for (int done = 0; done < tiles;) {
            const int top = (first + done) / perRow * side, at = (first + done) % perRow;
            const int count = std::min(tiles - done, perRow - at), left = at * side;
            const int floats = std::min(count * side, m_outShape.w - left);
            for (int y = 0; y < std::min(side, m_outShape.h - top); ++y)
                std::copy_n(rows[y] + done * side, floats,
                            map + static_cast<std::ptrdiff_t>(top + y) * m_outShape.w + left);
            done += count;
        }
    }

    Shape m_in, m_outShape;
    const float* m_weights;
    const Begin& m_begin;
    float* m_out;
    const WindowPlan& m_plan;
    int m_tiles;
};

// The window of 6 x 6 cells that moves by 4: what the tiles stand on.
Axis patches(Axis axis, int inputs) {
    const int tiles = tilesOf(axis.padded(inputs) - 2);
    axis.padAfter = side * tiles + 2 - inputs - axis.padBefore;
    axis.kernel = patch;
    axis.stride = side;
    return axis;
}

} // namespace

bool paysWinograd(const Window& window, const Shape& in, const Shape& out) {
    const auto fits = [](const Axis& a) { return a.kernel == 3 && a.stride == 1 && a.dilation == 1; };
    return in.n == 1 && fits(window.y) && fits(window.x) && in.c >= 32 && out.c >= 32 &&
           tilesOf(out.h) * tilesOf(out.w) >= 3 * 16;
}

void correlateWinograd(const Window& window, const Tensor& in, const float* weights, const Begin& begin, Tensor& out,
                       WindowPlan& plan, const WinogradRooms& rooms, ThreadPool* pool) {
    const Window tiled{patches(window.y, in.shape().h), patches(window.x, in.shape().w)};
    plan.make(in.shape(), tiled);
    const float* arranged = arrange(plan, tiled, in, rooms.cells, pool);
    const Winograd work(in, weights, begin, out, plan);
    const auto tensorOf = [](std::size_t floats) { return Shape{static_cast<int>(floats), 1, 1, 1}; };
    rooms.weights.reshapeTo(tensorOf(points * work.weightPlane()));
    float* transformed = rooms.weights.data();
    const int vectors = Winograd::vectorsOf(work.tiles()), blocks = (vectors + mostVectors - 1) / mostVectors;
    const bool byBlocks = pool && blocks >= 2 * pool->threads(); // else a block is shared
    ThreadPool *outer = byBlocks ? pool : nullptr, *inner = byBlocks ? nullptr : pool;
    rooms.products.reshapeTo(tensorOf(work.blockFloats() * static_cast<std::size_t>(outer ? outer->threads() : 1)));
    for (int o = 0; o < out.shape().c; o += work.outputsAtATime()) {
        const int end = std::min(o + work.outputsAtATime(), out.shape().c);
        forStretches(pool, end - o, 4,
                     [&](int from, int to) { work.transformWeights(o, o + from, o + to, transformed); });
        forEachTurn(outer, blocks, [&](int block, int thread) {
            const int first = vectors * block / blocks * lanes;
            const int tiles = std::min(vectors * (block + 1) / blocks * lanes, work.tiles()) - first;
            float* cells = rooms.products.data() + work.blockFloats() * static_cast<std::size_t>(thread);
            float* products = cells + points * work.cellPlane(Winograd::vectorsOf(tiles) * lanes);
            if (o == 0 || blocks > 1)
                forStretches(inner, in.shape().c, 8,
                             [&](int from, int to) { work.transformCells(first, tiles, from, to, arranged, cells); });
            forEachTurn(inner, points,
                        [&](int point, int) { work.multiply(point, tiles, end - o, transformed, cells, products); });
            forStretches(inner, end - o, 8, [&](int from, int to) {
                work.transformProducts(first, tiles, o, o + from, o + to, products);
            });
        });
    }
}

} // namespace cnn::kernels
