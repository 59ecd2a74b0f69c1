// What the lessons about LeNet-5's drawing can ask: size and parameters of the layer, and all parameters.
#pragma once

#include "ui/lessons/lenet/lenet_words.h"
#include "ui/model/question.h"

namespace ui {

// Of the stage that is looked at.
std::vector<Question> lenetQuestions(const LenetStages& stages, int stage);

} // namespace ui
