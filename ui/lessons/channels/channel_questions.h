// What a lesson on channels can ask: a cell, a partial sum, sizes, parameters, a whole map.
#pragma once

#include "ui/lessons/channels/channel_picture.h"
#include "ui/model/question.h"

namespace ui {

// Of the cell in the picture, whatever is covered in it; none without a walk.
std::vector<Question> channelQuestions(ChannelPicture picture);

} // namespace ui
