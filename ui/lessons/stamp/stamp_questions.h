// What can be covered and asked of a transposed convolution.
#pragma once

#include "ui/lessons/stamp/stamp_picture.h"
#include "ui/model/question.h"

namespace ui {

std::vector<Question> stampQuestions(const StampPicture& picture);

} // namespace ui
