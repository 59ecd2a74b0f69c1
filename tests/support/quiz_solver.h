// Review questions answered by plain loops that read nothing but what a question says and shows.
#pragma once

#include "core/quiz/quiz.h"

// Of a typed answer; NaN where the kind has no way of its own here.
double solved(const cnn::QuizQuestion& question);
// Whether this option answers it.
bool holds(const cnn::QuizQuestion& question, const cnn::QuizOption& option);
