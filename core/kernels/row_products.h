// A matrix times one column: dense layers on one image. Every weight is read once, so that memory is the limit.
#pragma once

#include "core/kernels/correlate.h"

namespace cnn::kernels {

// out[r] = bias[r] + sum over k of  weights[r * columns + k] * in[k], or that cut off at zero. `in` and the weights may
// be read one vector beyond their end. pool: who may help, or null; a sum has the same bits, whoever works it out.
void rowProducts(const float* weights, int rows, int columns, const float* in, const Begin& begin, float* out,
                 ThreadPool* pool);

} // namespace cnn::kernels
