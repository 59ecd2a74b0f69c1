// What a quiz says: questions, judgements, scores.
#pragma once

#include "ui/lessons/quiz/quiz_layout.h"

namespace ui {

// "7 of 9 right"
QString quizScoreWords(const QuizTally& tally);
// "Question 3 of 10: value of a cell"
QString quizHeadWords(const QuizStage& stage);
// Everything on the stage.
QString quizWords(const QuizStage& stage);
// The answer as it would be given, with the letter of a choice: "B: 2 × 2 max pooling".
QString quizTruthWords(const cnn::QuizQuestion& question);

} // namespace ui
