// 3 x 3 convolution at stride 1 with a quarter of the multiplications: F(4 x 4, 3 x 3) of Winograd's minimal filtering
// (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016).
//
//     out tile (4 x 4) = At [ sum over channels of (G w Gt) . (Bt d B) ] A        d: the 6 x 6 cells under the tile
//
// It is NOT the sum that a lesson writes out: numbers are multiplied by fractions and taken apart again. A result
// differs from correlate()'s by less than 2e-6 of the layer's largest; integers do not stay exact; a NaN or an infinity
// spreads over its tile. Through all of VGG-19 (random weights, against sums in double) the scores are off by 2.7e-6 in
// the mean square, with correlate(), which adds thousands of terms one after the other, by 3.7e-6. So it is for whoever
// asks for it (LayerCache::quick).
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
