// What LeNet live can ask about the network on show: predict, then reveal.
#pragma once

#include "ui/lessons/training/strip/network_picture.h"
#include "ui/model/question.h"

namespace ui {

// Its class, the size of its maps, its parameters: those of them that this picture answers. Whatever it covers.
std::vector<Question> networkQuestions(NetworkPicture picture);

} // namespace ui
