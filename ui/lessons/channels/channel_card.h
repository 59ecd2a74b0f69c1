// The sums under a channels picture: a line a channel with its partial sum, and all of them added.
#pragma once

#include "ui/lessons/channels/channel_brush.h"

namespace ui {

void paintChannelCard(ChannelBrush& brush);

} // namespace ui
