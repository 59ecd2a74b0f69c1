// Where a sliding window stands: the one arithmetic under convolution, pooling, their walks and their figures.
//
//      padBefore                n inputs                 padAfter
//     . . . . . . | i i i i i i i i i i i i i i i i | . . . .
//     [k   k   k]                                               output 0: taps at -padBefore + 0, d, 2d
//           [k   k   k]                                         output 1: the same, `stride` further
//
// Output size (Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016, relationship 15):
//     floor((n + padBefore + padAfter - (dilation * (kernel - 1) + 1)) / stride) + 1
#pragma once

#include "core/base/error.h"
#include "core/tensor/tensor.h"

#include <array>
#include <optional>

namespace cnn {

struct Axis {
    int kernel = 1;                  // taps, >= 1
    int stride = 1;                  // >= 1
    int padBefore = 0, padAfter = 0; // filler cells, >= 0
    int dilation = 1;                // distance between taps, >= 1

    int extent() const { return dilation * (kernel - 1) + 1; } // cells from the first to the last tap
    int padded(int inputs) const { return inputs + padBefore + padAfter; }
    // Input index of tap k of output o; below 0 or >= inputs means padding.
    int tap(int output, int k) const { return output * stride - padBefore + k * dilation; }
    // How many places the window has on `inputs` cells, or a sentence: "A window of 7 does not fit 5 cells."
    // Also refuses settings out of range.
    Expected<int> outputs(int inputs) const;

    bool operator==(const Axis&) const = default;
};

struct Window {
    Axis y, x; // rows, columns

    // Rows and columns of the output; channels and images are as in `in`. The sentence of a misfit names the window
    // and the (padded) input: "A 4 × 4 window does not fit a 3 × 3 input."
    Expected<Shape> outputShape(const Shape& in) const;

    bool operator==(const Window&) const = default;

    // The same in both directions.
    static Window square(int kernel, int stride = 1, int padding = 0, int dilation = 1) {
        const Axis axis{kernel, stride, padding, padding, dilation};
        return {axis, axis};
    }
};

// What the filler cells around the input hold; meaning and names as in PyTorch's Conv2d(padding_mode=...):
//     zeros      0 0 | 1 2 3 | 0 0
//     replicate  1 1 | 1 2 3 | 3 3
//     reflect    3 2 | 1 2 3 | 2 1    the cell at the edge is the mirror: padding < size
//     circular   2 3 | 1 2 3 | 1 2    the other end: padding <= size
enum class PadMode { Zeros, Replicate, Reflect, Circular };
inline constexpr std::array<const char*, 4> padModeNames{"zeros", "replicate", "reflect", "circular"};

// The input index whose value stands at index i of the padded axis (i as Axis::tap gives it): i itself inside the
// input; -1 for a filler that holds zero. Any i: further out, mirrors and copies repeat (a layer's padding may not go
// that far, see padMisfit). inputs >= 1.
int padSource(PadMode mode, int i, int inputs);
// A sentence when this mode cannot fill this padding on this input: "Reflect padding of 3 needs at least 4 rows, the
// input has 3."
std::optional<Error> padMisfit(PadMode mode, const Window& window, const Shape& in);
// The input with its padding around it, every channel and image. padMisfit must have no objection.
Tensor padInput(const Tensor& in, const Window& window, PadMode mode);

// Pooling must see at least one real cell in every window, so its padding may be at most half the kernel (PyTorch's
// rule) and no window may stand on padding alone. A sentence otherwise.
Expected<Shape> poolOutputShape(const Window&, const Shape& in);

} // namespace cnn
