// What a sliding-window lesson can ask: the current cell, the output's size, the kernel, the whole map.
#pragma once

#include "ui/lessons/window/window_lab.h"
#include "ui/model/question.h"

#include <vector>

namespace ui {

// Empty when the window does not fit: there is nothing to ask then.
std::vector<Question> windowQuestions(const WindowLab& lab);

} // namespace ui
