// 3 x 3 convolution at stride 1 with a quarter of the multiplications: F(4 x 4, 3 x 3) of Winograd's minimal filtering
// (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016).
//
//     out tile (4 x 4) = At [ sum over channels of (G w Gt) . (Bt d B) ] A        d: the 6 x 6 cells under the tile
//
// It is NOT the sum that a lesson writes out: numbers are multiplied by fractions and taken apart again, which leaves
// an error of some 1e-6 of the largest output where correlate() leaves some 1e-7, integers do not stay exact, and a NaN
// or an infinity spreads over its tile. So it is for whoever asks for it (LayerCache::quick).
#pragma once

#include "core/kernels/correlate.h"

namespace cnn::kernels {

// Whether it is possible and quicker than correlate().
bool paysWinograd(const Window& window, const Shape& in, const Shape& out);

// As correlate() on the arranged input, of one image. weights: (out, in, 3, 3); bias may be null. rooms: working memory
// that is kept. pool: who may help, or null; a result has the same bits, whoever works it out.
struct WinogradRooms {
    Tensor &cells, &weights, &products;
};
void correlateWinograd(const Window& window, const Tensor& in, const float* weights, const Begin& begin, Tensor& out,
                       WindowPlan& plan, const WinogradRooms& rooms, ThreadPool* pool);

} // namespace cnn::kernels
