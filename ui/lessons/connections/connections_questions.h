// What the lesson on dense and convolutional layers can ask: how many parameters each of the three has.
#pragma once

#include "ui/lessons/connections/connections_scene.h"
#include "ui/model/question.h"

namespace ui {

std::vector<Question> connectionsQuestions(const ConnectionsScene& scene);

} // namespace ui
