// Paints the grids of a channels picture: inputs, kernels, partial sums, the plus, the outputs, what is now in them.
#pragma once

#include "ui/figure/now_parts.h"
#include "ui/lessons/channels/channel_brush.h"

namespace ui {

void paintChannelGrids(ChannelBrush& brush);
// What is pointed at, and what belongs to it.
void paintChannelLinks(ChannelBrush& brush);

// The window in each channel that the sum has reached, the cell in each map of partial sums, then the output's; a beam
// through each slice into its partial sum, and one from the plus to the output.
NowParts channelNow(const ChannelPicture& picture, const ChannelLayout& layout);
// The cells that this part of that frame passes.
void paintChannelPassed(ChannelBrush& brush, std::size_t frame, const QRectF& where);

} // namespace ui
