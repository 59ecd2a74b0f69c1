// gradient: a block of outputs x taps, each a vector of partial sums over the runs; at the end its lanes are added.
#include "core/kernels/correlate.h"
#include "core/kernels/tile.h"

namespace cnn::kernels {
namespace {

constexpr int mostOutputs = registers == 32 ? 4 : 3, mostTaps = registers == 32 ? 6 : 3;

struct Block {
    const float* dOut; // of the block's first output
    std::ptrdiff_t plane;
    const float* cells;
    const std::ptrdiff_t* taps; // the block's
    float* dW;
    std::ptrdiff_t perOutput;
};

template<int O, int T> struct Tile {
    static void run(const Block& b, const Runs* runs) {
        Vec acc[O][T];
#pragma GCC unroll 16
        for (int o = 0; o < O; ++o)
#pragma GCC unroll 16
            for (int t = 0; t < T; ++t) acc[o][t] = Vec{};
        const float* cells[T];
#pragma GCC unroll 16
        for (int t = 0; t < T; ++t) cells[t] = b.cells + b.taps[t];
        for (int row = 0; row < runs->rows; ++row) {
            const float* dOut = b.dOut + row * runs->length;
            const std::ptrdiff_t shift = row * runs->step;
            std::ptrdiff_t r = 0;
            for (; r + lanes <= runs->length; r += lanes) {
                Vec d[O];
#pragma GCC unroll 16
                for (int o = 0; o < O; ++o) d[o] = load(dOut + o * b.plane + r);
#pragma GCC unroll 16
                for (int t = 0; t < T; ++t) {
                    const Vec c = load(cells[t] + shift + r);
#pragma GCC unroll 16
                    for (int o = 0; o < O; ++o) acc[o][t] += d[o] * c;
                }
            }
            if (r == runs->length) continue;
            const std::ptrdiff_t rest = runs->length - r;
#pragma GCC unroll 16
            for (int o = 0; o < O; ++o) {
                const Vec d = firstOf(load(dOut + o * b.plane + r), rest);
#pragma GCC unroll 16
                for (int t = 0; t < T; ++t) acc[o][t] += d * firstOf(load(cells[t] + shift + r), rest);
            }
        }
#pragma GCC unroll 16
        for (int o = 0; o < O; ++o)
#pragma GCC unroll 16
            for (int t = 0; t < T; ++t) b.dW[o * b.perOutput + t] += sum(acc[o][t]);
    }
};
constexpr auto table = tileTable<Tile, mostOutputs, mostTaps>();

} // namespace

void gradient(const float* dOut, int outputs, std::span<const std::ptrdiff_t> taps, const float* cells,
              const Runs& runs, float* dW) {
    const std::ptrdiff_t plane = runs.rows * runs.length;
    const auto all = static_cast<std::ptrdiff_t>(taps.size());
    inEvenBlocks(outputs, mostOutputs, [&](int o, int outputsHere) {
        inEvenBlocks(static_cast<int>(all), mostTaps, [&](int t, int tapsHere) {
            const Block block{dOut + o * plane, plane, cells, taps.data() + t, dW + o * all + t, all};
            table[static_cast<std::size_t>(outputsHere - 1)][static_cast<std::size_t>(tapsHere - 1)](block, &runs);
        });
    });
}

void addPlaneSums(const float* dOut, int outputs, const Runs& runs, float* sums) {
    const std::ptrdiff_t plane = runs.rows * runs.length;
    for (int o = 0; o < outputs; ++o) {
        const float* values = dOut + o * plane;
        Vec acc[2]{};
        std::ptrdiff_t i = 0;
        for (; i + 2 * lanes <= plane; i += 2 * lanes) {
            acc[0] += load(values + i);
            acc[1] += load(values + i + lanes);
        }
        for (; i < plane; i += lanes) acc[0] += firstOf(load(values + i), plane - i);
        sums[o] += sum(acc[0] + acc[1]);
    }
}

} // namespace cnn::kernels
