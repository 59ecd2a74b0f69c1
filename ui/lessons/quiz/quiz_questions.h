// A question of a quiz for Predict, which can ask it anywhere.
#pragma once

#include "core/quiz/quiz.h"
#include "ui/model/question.h"

namespace ui {

// Answered by a number, or by the letter of an option. What can be done wrong is said with the solution.
Question quizQuestion(const cnn::QuizQuestion& question);

} // namespace ui
