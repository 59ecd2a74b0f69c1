// What can be counted about a sliding window without multiplying anything.
#pragma once

#include "core/kernels/window.h"

#include <vector>

namespace cnn {

// How many windows read each place of `in`, padding included: shape (1, padded rows, padded columns), its first cell
// the first row and column of padding. Zeros when the window has no place.
Tensor windowUses(const Window& window, const Shape& in);

// As many layers as a lesson stacks.
constexpr int stackedLayers = 10;

// The length along one axis before and after 1, 2 .. `layers` such layers: n, then Axis::outputs again and again. Ends
// early where the window no longer fits, or above `longest`.
std::vector<int> stackedLengths(const Axis& axis, int n, int layers, int longest = 1000);

// Padding along one axis that gives ceil(n / stride) outputs.
//   TensorFlow: as little as that needs, the odd cell after.
//   PyTorch: at stride 1 the same; a larger stride it refuses, so what people write instead: half the window on both
//            sides.
enum class SameRule { PyTorch, TensorFlow };
Axis withSamePadding(Axis axis, int n, SameRule rule);

// What a window does with an input, counted: which padding fits?
struct WindowFit {
    bool fits = false;                 // false: the rest is 0
    int rows = 0, columns = 0;         // of the output
    int rowsLeft = 0, columnsLeft = 0; // of the padded input, behind the last window
    int unread = 0;                    // input cells that no window reads; padding does not count
    int products = 0;                  // multiplications of all windows, those with padding included
};
WindowFit windowFit(const Window& window, const Shape& in);

} // namespace cnn
