// What the lesson on batch normalisation asks.
#pragma once

#include "ui/lessons/norm/norm_scene.h"
#include "ui/model/question.h"

namespace ui {

// cell: of the picture, from 0.
std::vector<Question> normQuestions(const NormScene& scene, int cell);

} // namespace ui
