// Pooling: the window over each channel by itself, all images of a cell side by side.
#pragma once

#include "core/kernels/window.h"

namespace cnn {
class ThreadPool;
}

namespace cnn::kernels {

// out: of the window's output shape. The maximum lets a NaN through; the mean counts padding as zero.
// pool: who may help, or null.
void maxPool(const Tensor& in, const Window& window, Tensor& out, ThreadPool* pool = nullptr);
void meanPool(const Tensor& in, const Window& window, Tensor& out, ThreadPool* pool = nullptr);

// dIn: of in's shape, overwritten. Of the maximum the whole gradient goes to the first cell that holds it.
void maxPoolGradient(const Tensor& in, const Tensor& out, const Tensor& dOut, const Window& window, Tensor& dIn);
void meanPoolGradient(const Tensor& dOut, const Window& window, Tensor& dIn);

} // namespace cnn::kernels
