// What a lesson on the backward pass can ask: a gradient, its size, all of it.
#pragma once

#include "ui/lessons/backward/backward_lab.h"
#include "ui/lessons/backward/pool_gradient_figure.h"
#include "ui/model/question.h"

namespace ui {

// Of the cell where the lab stands; none without a walk. pool: that cell, for pooling.
std::vector<Question> backwardQuestions(const BackwardLab& lab, const PoolGradientPicture& pool);

} // namespace ui
