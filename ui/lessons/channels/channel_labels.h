// What is written around the grids of a channels picture, and the view in circles and arrows.
#pragma once

#include "ui/lessons/channels/channel_brush.h"

namespace ui {

// Headings, names of channels and grids, circles and arrows.
void paintChannelLabels(ChannelBrush& brush);

} // namespace ui
