// A 1 x 1 convolution as a matrix product: kernels times pixels plus biases.
#pragma once

#include "ui/lessons/channels/channel_brush.h"

namespace ui {

void paintChannelMatrix(ChannelBrush& brush);

} // namespace ui
