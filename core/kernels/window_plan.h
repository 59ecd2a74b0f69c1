// Where the numbers under a sliding window stand in memory, so that the kernels need not know what a window is.
//
// The image index is innermost, so at stride 1 the cells under one tap for a whole row of outputs lie side by side:
//
//     row of cells      | x0 n0 n1 .. | x1 n0 n1 .. | x2 ..          n: images
//     tap kx = 0         [----------- run ------------]               run = output columns x images
//     tap kx = 1                       [----------- run ------------]
//
// Padding, or a stride across, breaks that; the input is then copied once into rows with the padding around them,
// where with stride s the columns 0, s, 2s .. come first, then 1, s+1 .., and the runs are whole again:
//
//     | p p x0 x1 x2 x3 p p |   s = 2:   | p x0 x2 p | p x1 x3 p |
//
// After that every convolution, of any batch, kernel, stride and dilation, is
//     out[o][row][r] = sum over t of weight[o][t] * cells[row * rowStep + taps[t] + r]      r = 0 .. run-1
#pragma once

#include "core/kernels/window.h"

namespace cnn {
class ThreadPool;
}

namespace cnn::kernels {

// `rows` runs of `length` floats, row y beginning at y * step.
struct Runs {
    int rows = 0;
    std::ptrdiff_t length = 0, step = 0;
};

struct WindowPlan {
    std::vector<std::ptrdiff_t> taps; // one a weight: (channel, ky, kx)
    Runs runs;
    Shape packed; // of the copy with padding: (channels, rows, columns, images)
    bool copies = false;

    // Keeps the memory of `taps`. The window must fit.
    void make(const Shape& in, const Window& window);
};

// The input as the plan wants it: itself, or its copy in `room`. pool: who may help, or null.
const float* arrange(const WindowPlan& plan, const Window& window, const Tensor& in, Tensor& room,
                     ThreadPool* pool = nullptr);
// One channel of the copy; `filler` is what the padding holds.
void arrangeChannel(const WindowPlan& plan, const Window& window, const Tensor& in, int channel, float* to,
                    float filler);
// The transposed way for a gradient: the cells in plan order back to where they came from; those of the padding are
// dropped. dIn has the input's shape and is overwritten.
void restore(const WindowPlan& plan, const Window& window, const Tensor& room, Tensor& dIn);

} // namespace cnn::kernels
