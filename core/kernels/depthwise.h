// correlate() where each channel has kernels of its own and reads no other: depthwise convolution. There is too little
// to do for a number for blocks of outputs; what counts is that a channel stays in the first-level cache from the copy
// with its padding to its results.
#pragma once

#include "core/kernels/correlate.h"

namespace cnn::kernels {

// out[c * multiplier + m] = the correlation of channel c with weights[(c * multiplier + m) * taps ..], as correlate()
// gives it, bit for bit. plan: of the whole input; its first taps are those of a channel. bias may be null.
// room: working memory that is kept. pool: who may help, or null.
void correlateDepthwise(const WindowPlan& plan, const Window& window, const Tensor& in, const float* weights,
                        int multiplier, const Begin& begin, Tensor& out, Tensor& room, ThreadPool* pool);

} // namespace cnn::kernels
