// The sums of one output channel, each as one line: its partial sums and the bias.
#pragma once

#include "ui/figure/sum_list.h"
#include "ui/lessons/channels/channel_picture.h"

namespace ui {

// Of the current output channel where its outputs are few; empty where there are many, or where the shape is asked.
SumList sumsOf(const Palette& colors, const ChannelPicture& picture);
// The same in words, those that are reached: "All sums: 19 + 37 + 0 = 56; ..."; empty without a list.
QString sumsText(const ChannelPicture& picture);

} // namespace ui
