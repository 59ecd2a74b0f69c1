// A map of where a network looks, laid over the picture it reads.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/figure/map_painter.h"

namespace ui {

// The picture in grey; over it viridis, the stronger the larger the value of the map, from 0 to `largest`. `map` has
// one channel, and rows and columns as the picture.
QImage overlayImage(const cnn::Tensor& picture, const cnn::Tensor& map, double largest);
// The colours of such a map over black, from 0 to its largest value: for the bar beneath it.
QImage overlayScale();

} // namespace ui
