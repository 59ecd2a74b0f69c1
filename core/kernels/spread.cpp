// spread: what correlate() gathered goes back. A block of taps x vectors of the run is summed over the outputs in
// registers, then added to the cells; neighbouring taps meet in the same cells, so the additions go one after another.
#include "core/kernels/correlate.h"
#include "core/kernels/tile.h"

namespace cnn::kernels {
namespace {

struct Block {
    const float* w; // of output 0 and the block's first tap
    std::ptrdiff_t step;
    const std::ptrdiff_t* planes; // where each output's plane of dOut begins
    std::ptrdiff_t outputs;
    const std::ptrdiff_t* taps; // the block's
};

// A vector of dOut and the cells under tap 0 of it.
struct Spot {
    const float* dOut;
    float* dCells;
    std::ptrdiff_t valid;
};

template<int T, int V> struct Tile {
    static void run(const Block& b, const Spot* spots) {
        Vec acc[T][V];
        std::array<const float*, V> in;
        for (int v = 0; v < V; ++v) in[static_cast<std::size_t>(v)] = spots[v].dOut;
#pragma GCC unroll 16
        for (int t = 0; t < T; ++t)
#pragma GCC unroll 16
            for (int v = 0; v < V; ++v) acc[t][v] = Vec{};
        multiply<T, V, true>(b.w, b.step, b.planes, b.outputs, in, acc);
#pragma GCC unroll 16
        for (int v = 0; v < V; ++v)
#pragma GCC unroll 16
            for (int t = 0; t < T; ++t) {
                float* to = spots[v].dCells + b.taps[t];
                if (spots[v].valid == lanes)
                    store(to, load(to) + acc[t][v]);
                else
                    for (std::ptrdiff_t i = 0; i < spots[v].valid; ++i) to[i] += acc[t][v][i];
            }
    }
};
constexpr auto table = tileTable<Tile, tileOutputs, tileVectors>();

} // namespace

void spread(const float* w, int outputs, std::span<const std::ptrdiff_t> taps, const float* dOut, const Runs& runs,
            float* dCells) {
    constexpr int most = 1024; // outputs at a time
    std::ptrdiff_t planes[most];
    const std::ptrdiff_t plane = runs.rows * runs.length;
    const auto all = static_cast<std::ptrdiff_t>(taps.size());
    for (int first = 0; first < outputs; first += most) {
        const int count = std::min(most, outputs - first);
        for (int o = 0; o < count; ++o) planes[o] = (first + o) * plane;
        for (int row = 0; row < runs.rows; ++row)
            inEvenBlocks(static_cast<int>(all), tileOutputs, [&](int t, int tapsHere) {
                const Block block{w + first * all + t, all, planes, count, taps.data() + t};
                Spot spots[tileVectors];
                for (std::ptrdiff_t r = 0; r < runs.length;) {
                    int vectors = 0;
                    for (; vectors < tileVectors && r < runs.length; ++vectors, r += lanes)
                        spots[vectors] = {dOut + row * runs.length + r, dCells + row * runs.step + r,
                                          std::min<std::ptrdiff_t>(lanes, runs.length - r)};
                    table[static_cast<std::size_t>(tapsHere - 1)][static_cast<std::size_t>(vectors - 1)](block, spots);
                }
            });
    }
}

} // namespace cnn::kernels
