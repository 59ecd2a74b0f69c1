// What is said of a unit, of the recurrences and of a measurement.
#pragma once

#include "ui/figure/text_runs.h"
#include "ui/lessons/field/field_picture.h"

namespace ui {

// "conv2, row 5, column 5"; "input, row 1, column 3".
QString unitName(const cnn::FieldStack& stack, const cnn::FieldUnit& unit);
// "5 × 5" or "4 × 5": how many rows and columns.
QString sizeOf(const cnn::Interval& rows, const cnn::Interval& columns);
// What a unit sees, and who sees it, in a sentence or two.
QString fieldSentence(const cnn::FieldStack& stack, const cnn::FieldUnit& unit);
// The recurrences of a level filled in: field, jump, start; a line each. Empty for the input.
std::vector<TextLine> fieldFormulas(const cnn::FieldStack& stack, int level, const Palette& colors,
                                    const QString& covered);
// As plain text, uncovered: why a question's answer is what it is.
QString fieldFormula(const cnn::FieldStack& stack, int level, int which);
// Of which network the measured field is the mean: "16 random networks, 8 channels, ReLU".
QString networkWords(const cnn::EffectiveFieldSettings& settings);
// "3 × 3 + 3 × 3 = 18": the weights for one input and one output channel.
QString weightSum(const cnn::FieldStack& stack);
QString describeField(const FieldPicture& picture);

} // namespace ui
