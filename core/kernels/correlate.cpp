#include "core/kernels/correlate.h"

#include "core/base/thread_pool.h"
#include "core/kernels/tile.h"

namespace cnn::kernels {
namespace {

// One vector of a run: where its cells begin, where its results go, and how many floats of it count.
struct Spot {
    const float* in;
    float* out;
    std::ptrdiff_t valid;
};

struct Block {
    const float* w; // of the block's first output and tap 0
    std::ptrdiff_t step;
    const std::ptrdiff_t* taps;
    std::ptrdiff_t count;
    const float* bias; // of the first output, or null
    bool add, rectify;
    std::ptrdiff_t plane; // from output to output
};

// NaN stays NaN.
Vec cutAtZero(Vec v) {
    return v <= Vec{} ? Vec{} : v;
}

template<int O, int V, bool TapMajor> void correlateTile(const Block& b, const Spot* spots) {
    Vec acc[O][V];
    std::array<const float*, V> in;
    for (int v = 0; v < V; ++v) in[static_cast<std::size_t>(v)] = spots[v].in;
#pragma GCC unroll 16
    for (int o = 0; o < O; ++o)
#pragma GCC unroll 16
        for (int v = 0; v < V; ++v) acc[o][v] = b.bias ? Vec{} + b.bias[o] : Vec{};
    multiply<O, V, TapMajor>(b.w, b.step, b.taps, b.count, in, acc);
    if (b.rectify) {
#pragma GCC unroll 16
        for (int o = 0; o < O; ++o)
#pragma GCC unroll 16
            for (int v = 0; v < V; ++v) acc[o][v] = cutAtZero(acc[o][v]);
    }
#pragma GCC unroll 16
    for (int o = 0; o < O; ++o)
#pragma GCC unroll 16
        for (int v = 0; v < V; ++v) {
            float* to = spots[v].out + o * b.plane;
            if (b.add) // what lies beyond the valid floats gets back what it held
                store(to, load(to) + firstOf(acc[o][v], spots[v].valid));
            else if (spots[v].valid == lanes)
                store(to, acc[o][v]);
            else
                storeFirst(to, acc[o][v], static_cast<std::size_t>(spots[v].valid));
        }
}

template<int O, int V> struct OutputMajorTile {
    static void run(const Block& b, const Spot* spots) { correlateTile<O, V, false>(b, spots); }
};
template<int O, int V> struct TapMajorTile {
    static void run(const Block& b, const Spot* spots) { correlateTile<O, V, true>(b, spots); }
};
constexpr auto outputMajor = tileTable<OutputMajorTile, tileOutputs, tileVectors>();
constexpr auto tapMajor = tileTable<TapMajorTile, tileOutputs, tileVectors>();

// Rows that are worked through for all outputs before the next ones, so that their cells stay in the second-level
// cache.
int rowsAtATime(const Runs& runs, std::size_t taps) {
    constexpr std::size_t cache = 512 * 1024 / sizeof(float);
    const std::size_t row = taps * static_cast<std::size_t>(runs.length) / 9 + 1; // about: as for a 3 x 3 kernel
    return static_cast<int>(std::clamp<std::size_t>(cache / row, 1, static_cast<std::size_t>(runs.rows)));
}

// The next vectors of the rows from..to. The last of a row is moved back to end with it; where results are added, or
// the whole run is shorter than a vector, it counts in part.
class Spots {
public:
    Spots(const Runs& runs, const float* cells, float* out, int from, int to, bool add)
        : m_runs(runs), m_cells(cells), m_out(out), m_row(from),
          m_last(add ? runs.length : std::max<std::ptrdiff_t>(0, runs.length - lanes)),
          m_left((to - from) * ((runs.length + lanes - 1) / lanes)) {}
    std::ptrdiff_t groups() const { return (m_left + tileVectors - 1) / tileVectors; }
    // Not one alone at the end: a weight would be loaded for a single vector.
    int next(Spot* spots) {
        int found = 0;
        const std::ptrdiff_t most = m_left == tileVectors + 1 ? 2 : std::min<std::ptrdiff_t>(tileVectors, m_left);
        m_left -= most;
        for (; found < most; ++found) {
            const std::ptrdiff_t at = std::min(m_at, m_last);
            spots[found] = {m_cells + m_row * m_runs.step + at, m_out + m_row * m_runs.length + at,
                            std::min<std::ptrdiff_t>(lanes, m_runs.length - at)};
            m_at += lanes;
            if (m_at < m_runs.length) continue;
            m_at = 0;
            ++m_row;
        }
        return found;
    }

private:
    const Runs& m_runs;
    const float* m_cells;
    float* m_out;
    int m_row;
    std::ptrdiff_t m_last, m_at = 0, m_left;
};

// Of the outputs and rows from .. to - 1.
struct Part {
    int output, outputsEnd, row, rowsEnd;
};

// Weights that come next, some of them asked for with each block: a large layer's come from far away, and each is used
// once a band.
struct WeightsAhead {
    const float *at, *end;
    std::ptrdiff_t each;
    void fetchSome() {
        constexpr int line = 16; // floats
        for (const float* until = std::min(end, at + each); at < until; at += line) __builtin_prefetch(at, 0, 2);
    }
};

class Correlation {
public:
    Correlation(const Weights& w, std::span<const std::ptrdiff_t> taps, const float* cells, const Runs& runs,
                const Begin& begin, float* out)
        : m_w(w), m_taps(taps), m_cells(cells), m_runs(runs), m_begin(begin), m_out(out) {}

    void run(const Part& part) const {
        if (goesAcross(part)) return runAcross(part);
        const bool outputsFirst = m_w.perTap == 1;
        const auto& table = outputsFirst ? outputMajor : tapMajor;
        Block block{nullptr,         outputsFirst ? m_w.perOutput : m_w.perTap,
                    m_taps.data(),   static_cast<std::ptrdiff_t>(m_taps.size()),
                    nullptr,         m_begin.add,
                    m_begin.rectify, m_runs.rows * m_runs.length};
        inEvenBlocks(part.outputsEnd - part.output, tileOutputs, [&](int first, int outputs) {
            const int o = part.output + first;
            block.w = m_w.first + o * m_w.perOutput;
            block.bias = m_begin.bias ? m_begin.bias + o : nullptr;
            Spots rest(m_runs, m_cells, m_out + o * block.plane, part.row, part.rowsEnd, m_begin.add);
            Spot spots[tileVectors];
            WeightsAhead ahead = weightsAfter(o + outputs, part.outputsEnd, rest.groups());
            while (const int vectors = rest.next(spots)) {
                ahead.fetchSome();
                table[static_cast<std::size_t>(outputs - 1)][static_cast<std::size_t>(vectors - 1)](block, spots);
            }
        });
    }

    // Of the block of outputs from `o` on, in so many pieces.
    WeightsAhead weightsAfter(int o, int outputsEnd, std::ptrdiff_t pieces) const {
        constexpr std::size_t mostNear = 64 * 1024; // floats: the second-level cache keeps these
        const auto taps = static_cast<std::ptrdiff_t>(m_taps.size());
        if (m_w.perTap != 1 || m_w.perOutput != taps ||
            m_taps.size() * static_cast<std::size_t>(m_w.outputs) < mostNear)
            return {nullptr, nullptr, 0};
        const std::ptrdiff_t count = std::min(tileOutputs, outputsEnd - o) * taps;
        return {m_w.first + o * taps, m_w.first + o * taps + count, count / std::max<std::ptrdiff_t>(1, pieces) + 1};
    }

    // Rows that leave many lanes of their last vector idle become one run, with the cells between them, whose results
    // are left out.
    bool goesAcross(const Part& part) const {
        if (m_begin.add || m_w.perTap != 1) return false;
        const std::ptrdiff_t all = acrossRows(part), rows = part.rowsEnd - part.row;
        const std::ptrdiff_t perRow = (m_runs.length + lanes - 1) / lanes, across = (all + lanes - 1) / lanes;
        const bool isShort = m_runs.length < lanes; // else it pays where much is added for each result
        return all >= lanes &&
               (isShort ? across < rows * perRow : m_taps.size() >= 256 && 15 * rows * perRow >= 16 * across);
    }
    std::ptrdiff_t acrossRows(const Part& part) const {
        return (part.rowsEnd - part.row - 1) * m_runs.step + m_runs.length;
    }

    void runAcross(const Part& part) const {
        const std::ptrdiff_t plane = m_runs.rows * m_runs.length, all = acrossRows(part);
        const float* cells = m_cells + part.row * m_runs.step;
        constexpr int most = tileVectors * lanes;
        float results[tileOutputs * most];
        inEvenBlocks(part.outputsEnd - part.output, tileOutputs, [&](int first, int outputs) {
            const int o = part.output + first;
            const Block block{m_w.first + o * m_w.perOutput,
                              m_w.perOutput,
                              m_taps.data(),
                              static_cast<std::ptrdiff_t>(m_taps.size()),
                              m_begin.bias ? m_begin.bias + o : nullptr,
                              false,
                              m_begin.rectify,
                              most};
            const auto allVectors = static_cast<int>((all + lanes - 1) / lanes);
            WeightsAhead ahead =
                weightsAfter(o + outputs, part.outputsEnd, (allVectors + tileVectors - 1) / tileVectors);
            inEvenBlocks(allVectors, tileVectors, [&](int vector, int vectors) {
                ahead.fetchSome();
                Spot spots[tileVectors];
                const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(vector) * lanes; // the cells may be read beyond
                for (int v = 0; v < vectors; ++v) spots[v] = {cells + at + v * lanes, results + v * lanes, lanes};
                outputMajor[static_cast<std::size_t>(outputs - 1)][static_cast<std::size_t>(vectors - 1)](block, spots);
                for (int i = 0; i < outputs; ++i)
                    leaveRows(results + i * most, at, std::min<std::ptrdiff_t>(vectors * lanes, all - at),
                              m_out + (o + i) * plane + part.row * m_runs.length);
            });
        });
    }

    // Of `count` results from place `at` of the run across rows those that lie in a row.
    void leaveRows(const float* results, std::ptrdiff_t at, std::ptrdiff_t count, float* rows) const {
        for (std::ptrdiff_t y = at / m_runs.step; y * m_runs.step < at + count; ++y) {
            const std::ptrdiff_t begin = y * m_runs.step, from = std::max(at, begin);
            const std::ptrdiff_t end = std::min(at + count, begin + m_runs.length);
            if (from < end) std::copy(results + from - at, results + end - at, rows + y * m_runs.length + from - begin);
        }
    }

    // Bands of rows, and where these are few for the threads, outputs too.
    void share(int bands, ThreadPool& pool) const {
        const int wanted = 4 * pool.threads(), perBand = (wanted + bands - 1) / bands;
        const int blocks = std::clamp(m_w.outputs / (2 * tileOutputs), 1, perBand);
        const auto cut = [](int whole, int k, int of) {
            return static_cast<int>(static_cast<std::int64_t>(whole) * k / of);
        };
        const int tiles = (m_w.outputs + tileOutputs - 1) / tileOutputs;
        pool.forEach(bands * blocks, [&](int turn, int) {
            const int band = turn / blocks, b = turn % blocks;
            run({cut(tiles, b, blocks) * tileOutputs, std::min(m_w.outputs, cut(tiles, b + 1, blocks) * tileOutputs),
                 cut(m_runs.rows, band, bands), cut(m_runs.rows, band + 1, bands)});
        });
    }

private:
    const Weights& m_w;
    std::span<const std::ptrdiff_t> m_taps;
    const float* m_cells;
    const Runs& m_runs;
    const Begin& m_begin;
    float* m_out;
};

} // namespace

void correlate(const Weights& w, std::span<const std::ptrdiff_t> taps, const float* cells, const Runs& runs,
               const Begin& begin, float* out, ThreadPool* pool) {
    const Correlation correlation(w, taps, cells, runs, begin, out);
    const int band = rowsAtATime(runs, taps.size());
    // Below that it is done before anybody is awake.
    constexpr double worthSharing = 500'000;
    const double work = static_cast<double>(w.outputs) * static_cast<double>(taps.size()) *
                        static_cast<double>(runs.rows * runs.length);
    if (pool && !begin.add && work >= worthSharing) return correlation.share((runs.rows + band - 1) / band, *pool);
    for (int row = 0; row < runs.rows; row += band)
        correlation.run({0, w.outputs, row, std::min(row + band, runs.rows)});
}

} // namespace cnn::kernels
