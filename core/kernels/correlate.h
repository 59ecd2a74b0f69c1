// The product under every layer with weights, and its two transposes. With T taps, O outputs and runs as in
// window_plan.h:
//
//     correlate     out[o][y][r]                   = sum over t of  w[o][t] * cells[y * step + taps[t] + r]
//     spread        dCells[y * step + taps[t] + r] += sum over o of  w[o][t] * dOut[o][y][r]
//     gradient      dW[o][t]                       += sum over y, r  dOut[o][y][r] * cells[y * step + taps[t] + r]
//
// out and dOut are whole: o * rows * length + y * length + r.
//
// Each keeps a block of results in vector registers for the whole sum, outputs x vectors of the run (correlate, spread)
// or outputs x taps (gradient): 24 results on a machine with 32 registers, 12 or 9 with 16. So every loaded number is
// used several times and the multipliers, not the memory, are the limit. The sizes are in tile.h.
#pragma once

#include "core/kernels/window_plan.h"

namespace cnn {
class ThreadPool;
}

namespace cnn::kernels {

// Weight of output o and tap t: first[o * perOutput + t * perTap]; one of the two steps is 1.
struct Weights {
    const float* first;
    std::ptrdiff_t perOutput, perTap;
    int outputs;
};

// What a result begins with: a bias an output, what is there already, or zero. Where nothing is added, it may be cut
// off at zero in the end.
struct Begin {
    const float* bias = nullptr;
    bool add = false;
    bool rectify = false;
};

// pool: who may help, where nothing is added to what is there; null: nobody. A result has the same bits, whoever works
// it out.
void correlate(const Weights& w, std::span<const std::ptrdiff_t> taps, const float* cells, const Runs& runs,
               const Begin& begin, float* out, ThreadPool* pool = nullptr);

// w: perTap 1, perOutput the number of taps.
void spread(const float* w, int outputs, std::span<const std::ptrdiff_t> taps, const float* dOut, const Runs& runs,
            float* dCells);

void gradient(const float* dOut, int outputs, std::span<const std::ptrdiff_t> taps, const float* cells,
              const Runs& runs, float* dW);

// The gradient of a bias: sums[o] += the sum of plane o of dOut.
void addPlaneSums(const float* dOut, int outputs, const Runs& runs, float* sums);

} // namespace cnn::kernels
