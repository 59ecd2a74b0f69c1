// A convolution as a matrix product: kernels times unrolled windows plus biases. A row of W is a kernel, a column of X
// a window, whose numbers stand in the order of the weights; of 1 x 1 kernels that is a pixel.
#pragma once

#include "ui/lessons/channels/channel_brush.h"

namespace ui {

void paintChannelMatrix(ChannelBrush& brush);

} // namespace ui
