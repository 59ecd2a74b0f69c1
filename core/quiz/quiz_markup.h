// What the files of learning platforms have in common: the words of a question in a language, marked up and escaped.
#pragma once

#include "core/quiz/quiz_export.h"

namespace cnn::markup {

std::string said(const Message& message, const QuizExport& as);
// For the text of an XML element, and for an attribute: "&lt;", "&quot;".
std::string escaped(std::string_view text);
std::string base64(std::span<const std::uint8_t> bytes);
// "conv-cell 123 hard": the same question has the same name, another has another.
std::string nameOf(const QuizQuestion& question);
// For programs: ASCII's minus, a point, two places more than are asked for where there are some.
std::string plainNumber(double value, int decimals);

// A question that cannot be asked without its picture, and none to be had.
bool lacksPicture(const QuizQuestion& question, std::span<const std::uint8_t> png);
std::vector<std::uint8_t> pictureOf(const QuizQuestion& question, const QuizExport& as);
// The question as HTML; `source`: where its picture is found, empty: without.
std::string askHtml(const QuizQuestion& question, const QuizExport& as, const std::string& source);
// An option; of a grid a table.
std::string optionHtml(const QuizOption& option, const QuizExport& as);
std::string paragraph(const Message& message, const QuizExport& as);
// What is said of an option that was chosen, and of a number that was typed.
Message feedbackOf(const QuizOption& option);

} // namespace cnn::markup
