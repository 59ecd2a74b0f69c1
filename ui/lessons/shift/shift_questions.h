// What the shift lesson can ask: behind which stage least changes, and how large the last map is.
#pragma once

#include "ui/lessons/shift/shift_scene.h"
#include "ui/model/question.h"

namespace ui {

// stages: of the scene.
std::vector<Question> shiftQuestions(const ShiftScene& scene, const std::vector<cnn::ShiftStage>& stages);

} // namespace ui
