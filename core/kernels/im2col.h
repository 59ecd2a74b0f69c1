// The window's cells of one output row as a matrix, so that a convolution becomes a matrix product.
//
//     rows:    one a weight, (c, ky, kx)
//     columns: one an output value of row oy, (x, image)
//
// One output row at a time keeps the matrix small enough for the cache (conv1 of LeNet-5, 16 images: 45 KB).
#pragma once

#include "core/layers/window.h"

namespace cnn::kernels {

// columns: (in.c * ky * kx) x (outW * in.n), overwritten; padding becomes 0.
void gatherRow(const Tensor& in, const Window& window, int oy, int outW, float* columns);
// The transposed way: adds every entry back to the cell it came from; entries of padding are dropped.
void scatterRow(const float* columns, const Window& window, int oy, int outW, Tensor& dIn);

} // namespace cnn::kernels
