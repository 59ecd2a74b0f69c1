// A picture made to be filtered: edges of all directions, stripes of several widths, a disc, gradients, strokes like
// those of writing, noise. Always the same, down to the last pixel.
#pragma once

#include "core/tensor/tensor.h"

namespace cnn {

// (3, 96, 128): red, green, blue, whole numbers 0 .. 255.
Tensor testCard();
// (1, rows, columns): the luma of a picture with red, green and blue (ITU-R BT.601), rounded to whole numbers.
Tensor greyOf(const Tensor& colour);

} // namespace cnn
