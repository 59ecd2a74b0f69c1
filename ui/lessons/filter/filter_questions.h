// What the picture lesson can ask: the probed pixel, and which kernel it was.
#pragma once

#include "ui/lessons/filter/filter_shot.h"
#include "ui/model/question.h"

namespace ui {

std::vector<Question> filterQuestions(const FilterShot& shot);

} // namespace ui
