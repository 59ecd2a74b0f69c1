// What the lesson "learn a kernel" can ask: the next weight, the loss, the gradient, whether the rate diverges.
#pragma once

#include "ui/lessons/fit/fit_picture.h"
#include "ui/model/question.h"

namespace ui {

// Of the moment and the weight in the picture.
std::vector<Question> fitQuestions(const FitPicture& picture);

} // namespace ui
