// Questions as files of learning platforms: bytes that are the same for the same questions, always.
//
// GIFT, Aiken and CSV carry no pictures, Aiken no typed answers either: what cannot be said in them is left out and
// counted.
#pragma once

#include "core/quiz/quiz.h"

#include <functional>
#include <utility>

namespace cnn {

struct QuizExport {
    // The picture of a question as PNG, called only where picture.any(); empty: it is left out where it is not needed,
    // and the question with it where it is.
    std::function<std::vector<std::uint8_t>(const QuizPicture& picture)> png = {};
    // In which language it is written; empty: in English.
    Message::Translate translate = {};
    // Of the collection: a category in Moodle, an assessment's title in QTI.
    std::string title = "ConvScope";
};

struct QuizFile {
    std::string bytes;
    std::size_t written = 0, skipped = 0; // questions
};

// Moodle XML (docs.moodle.org/en/Moodle_XML_format): multichoice and numerical questions in a category, pictures inside
// as base64, feedback for every wrong option and every known wrong number.
QuizFile moodleXml(std::span<const QuizQuestion> questions, const QuizExport& as);
// GIFT (docs.moodle.org/en/GIFT_format).
QuizFile giftText(std::span<const QuizQuestion> questions, const QuizExport& as);
// Aiken (docs.moodle.org/en/Aiken_format): choices only.
QuizFile aikenText(std::span<const QuizQuestion> questions, const QuizExport& as);
// One line a question: kind, seed, difficulty, question, options A to D, answer, tolerance, solution. RFC 4180.
QuizFile quizCsv(std::span<const QuizQuestion> questions, const QuizExport& as);

// IMS QTI 1.2 in the form that Canvas reads: the files of a zip archive (files/zip_write.h makes one of them), by name.
// The manifest is the first, pictures are files of their own.
struct QtiPackage {
    std::vector<std::pair<std::string, std::string>> files;
    std::size_t written = 0, skipped = 0;
};
QtiPackage qtiPackage(std::span<const QuizQuestion> questions, const QuizExport& as);

} // namespace cnn
