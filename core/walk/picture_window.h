// One window of a whole picture: what a filter reads around one pixel when the output keeps the picture's size.
//
// The kernel's anchor is the cell in its middle; an even kernel's is the cell above and left of the middle, so that
// "1 −1" is the pixel less its right neighbour. Padding: (k − 1) ÷ 2 before, k ÷ 2 behind.
#pragma once

#include "core/walk/window_walk.h"

namespace cnn {

// Cells of a kernel of n before its anchor.
inline int anchorOf(int n) {
    return (n - 1) / 2;
}

// Rows top .. top + rows - 1 and so on of one channel, places beyond the border filled: (1, rows, columns).
Tensor patchOf(const Tensor& picture, int channel, int top, int left, int rows, int columns, PadMode border);

// The sum over the window whose anchor is pixel (y, x), as a task of its own: its input is the window alone, so that
// its only step is the pixel's sum. In the step, outY, outX, inY and inX count in the picture, and `padding` marks what
// lies beyond the border.
struct PictureWindow {
    WindowTask task;
    WindowStep step;
};
PictureWindow windowAround(const Tensor& picture, int channel, int y, int x, const Tensor& kernel, PadMode border);

} // namespace cnn
