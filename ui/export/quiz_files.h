// Review questions as files: worksheets on paper with their solutions, and what learning platforms read.
#pragma once

#include "core/quiz/quiz.h"

#include <QString>
#include <QStringList>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace ui {

struct QuizWish {
    static constexpr int mostQuestions = 100, mostSheets = 100;

    std::vector<std::string> kinds; // ids of kinds and groups; none: all kinds
    cnn::Difficulty difficulty = cnn::Difficulty::Usual;
    int count = 10; // questions a sheet
    int sheets = 1; // each with other questions; files for learning platforms have all of them
    std::uint64_t seed = 1;
    bool review = false; // the five questions of the review instead; they are always the same
};

// The questions of each sheet. On two sheets the same question stands only where its kind has no others. Throws
// cnn::Error(Usage) for a kind there is none of, and when the kinds have too few questions.
std::vector<std::vector<cnn::QuizQuestion>> quizSheets(const QuizWish& wish);

// So many of these kinds, or all where there are fewer, in their order: others for another seed, so that a few
// questions are as different as can be.
std::vector<std::string> mixedKinds(std::vector<std::string> kinds, int count, std::uint64_t seed);

// A question's picture as the files of learning platforms have it: a PNG of at most 600 x 420 pixels in light colours
// on white, the same bytes each time. For cnn::QuizExport. Any thread.
std::vector<std::uint8_t> quizPng(const cnn::QuizPicture& picture);

struct QuizSaved {
    int written = 0, skipped = 0; // questions; skipped: what the format cannot say
};

// THE list of files.
struct QuizFormat {
    QString suffix, label; // "pdf", "Worksheets with solutions"
    bool pictures;         // questions that need one are in it, too
};
std::span<const QuizFormat> quizFormats();
QStringList quizFilters(); // for file dialogs: "Worksheets with solutions (*.pdf)"

// Which is told by the path's suffix. Any thread; says how far it is, 0 to 1. Throws cnn::Error: of another suffix
// (Usage), without a question that the format can hold (Usage), stopped (Interrupted), not written (WriteFailed).
QuizSaved saveQuiz(const QuizWish& wish, const QString& path, const std::stop_token& stop = {},
                   const std::function<void(double)>& progress = {});

} // namespace ui
