// The sentences of a channels picture.
#pragma once

#include "ui/lessons/channels/channel_picture.h"

namespace ui {

// "Output channel 1, row 1, column 2".
QString stepPlace(const ChannelPicture& picture);
QString stepSentence(const ChannelPicture& picture);
// What the pointed-at number is connected with; empty without hover.
QString hoverSentence(const ChannelPicture& picture);
// The whole picture in words, with every number of the current step.
QString described(const ChannelPicture& picture);
// A value of the output as it may be seen: "?" where it is asked for.
QString outputText(const ChannelPicture& picture, int map, int cell);

} // namespace ui
