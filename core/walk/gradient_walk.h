// The backward pass of a sliding window, as walks of the same kind: every value of a gradient is one step with its
// terms, written and shown like a step forward.
//
// With dOut = d loss / d output, and per axis stride s, dilation d, padding p before (Dumoulin and Visin, "A guide to
// convolution arithmetic for deep learning", 2016, chapter 4; Goodfellow et al., "Deep Learning", section 9.5):
//
//     d loss / d w[c, k]  = sum over o of  in[c, o*s + k*d - p] * dOut[o]
//         the output gradient slides over the (padded) input: its cells s apart, moved by d, one place a weight.
//     d loss / d in[c, i] = sum over o, k with o*s + k*d - p = i of  dOut[o] * w[c, k]
//         the kernel turned by 180 degrees slides over the output gradient with s-1 zeros between its cells and enough
//         zeros around it ("full" convolution); input cells that no window reached get 0.
//     maximum: the winner of a window gets its whole dOut.   mean: each cell of the window gets its equal share.
#pragma once

#include "core/walk/window_walk.h"

#include <span>

namespace cnn {

// The walk over the weight gradient of input channel `channel`: input is that channel, kernel is the output gradient,
// output is (1, kernel rows, kernel columns). Every padding mode. `forward` is a convolution, `outputGradient` has the
// shape of its output, (1, rows, columns); Error(Mismatch) otherwise, Error(Usage) for pooling.
Expected<WindowTask> weightGradientTask(const WindowTask& forward, const Tensor& outputGradient, int channel = 0);

// The walk over the input gradient of channel `channel`: input is the output gradient spread by the stride, kernel is
// the turned kernel slice, output is (1, input rows, input columns). Zero padding only (Error(Usage) otherwise): where
// fillers repeat input cells, their gradients would have to be added to those of the cells.
// Average pooling too: its kernel is 1 ÷ cells everywhere. Maximum pooling has no such kernel: gradientShares below.
Expected<WindowTask> inputGradientTask(const WindowTask& forward, const Tensor& outputGradient, int channel = 0);

// The same for several output channels, whose gradients add up: one kernel (in channels, rows, columns) each,
// `outputGradient` (out channels, rows, columns). The walk has one channel for each output channel.
Expected<WindowTask> inputGradientTask(const Shape& in, const Window& window, std::span<const Tensor> kernels,
                                       const Tensor& outputGradient, int channel = 0);

// What one output cell of a pooling walk (one channel) hands back: to the winner alone, or the same to every input cell
// under the window (shares of the padding are lost). `outputGradient` has the shape of pool.output().
struct GradientShare {
    int y = 0, x = 0; // input cell
    float value = 0;
};
std::vector<GradientShare> gradientShares(const WindowWalk& pool, const Tensor& outputGradient, int index);
// The sum of the shares of the first `count` output cells, in the shape of the input; with all of them the input
// gradient.
Tensor pooledGradient(const WindowWalk& pool, const Tensor& outputGradient, int count);

} // namespace cnn
