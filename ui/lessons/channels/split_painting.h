// A colour picture and its three channels, left of the input that is cut out of them: one window in all four.
#pragma once

#include "ui/lessons/channels/channel_brush.h"

namespace ui {

// Only of a picture that is split.
void paintSplit(ChannelBrush& brush);
// What is pointed at, in all four.
void paintSplitHover(ChannelBrush& brush);

} // namespace ui
