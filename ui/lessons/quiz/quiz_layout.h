// Where the parts of a quiz stand: the question, its picture, cards to choose from or a place to type, and what is said
// to the answer.
#pragma once

#include "ui/figure/paragraph.h"
#include "ui/figure/quiz_drawing.h"
#include "ui/figure/stage_frame.h"
#include "ui/lessons/quiz/quiz_lab.h"

#include <memory>

namespace ui {

struct QuizStage {
    QString headline, line;
    std::shared_ptr<const std::vector<cnn::QuizQuestion>> questions;
    int question = 0;        // index in them
    int stop = 0, stops = 1; // its place among those that are asked
    bool again = false;      // only what was answered wrong is asked
    std::optional<QuizGiven> given;
    QuizTally score;      // of everything answered so far
    bool covered = false; // as though it had not been answered
    std::optional<CellRef> hover;

    const cnn::QuizQuestion& asks() const { return (*questions)[static_cast<std::size_t>(question)]; }
    // The answer whose judgement is in sight.
    const QuizGiven* judged() const { return given && !covered ? &*given : nullptr; }
};

struct QuizCard {
    QRectF box;
    Paragraph words;
    std::optional<QuizDrawing> grid;
};

struct QuizLayout {
    StageFrame frame;
    double text = 17; // pixels; all lengths follow it
    QRectF head{}, ask{}, picture{};
    Paragraph askWords{};
    std::optional<QuizDrawing> drawing{};
    std::vector<QuizCard> cards{};   // of a choice
    QRectF answer{}, answerButton{}; // of a typed answer; what was typed and the truth stand there later
    QRectF truth{};
    QRectF verdict{}, showStep{}; // what is said to the answer, and the place of the button beside it
};

// In smaller text where there is not enough room.
QuizLayout layOut(const QuizStage& stage, QSizeF size, const Style& style);

QString quizRightWords(); // "Right."
// What is said to an answer: the mistake where it is known, then the solution.
QString quizMistakeWords(const QuizGiven& given);
QString quizSolutionWords(const cnn::QuizQuestion& question);
QString quizAskWords(const cnn::QuizQuestion& question);

} // namespace ui
