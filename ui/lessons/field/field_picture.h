// What the receptive-field figure shows, as a value, and where each thing stands on the stage.
#pragma once

#include "core/explain/effective_field.h"
#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"
#include "ui/figure/text_runs.h"

namespace ui {

struct FieldPicture {
    using Stack = std::shared_ptr<const cnn::FieldStack>;
    QString headline, line;
    Stack stack, compare;       // a second stack on the same input, or null
    cnn::FieldUnit unit, other; // the chosen units of both
    std::optional<CellRef> hover;
    QString covered; // id of the question whose answer is hidden
    int width = 64;  // channels when two stacks are compared

    Stack measuredStack; // null: nothing is measured yet
    cnn::FieldUnit measuredUnit;
    cnn::EffectiveFieldSettings network;
    std::shared_ptr<const cnn::Tensor> measured; // share of each pixel; null: `state` says why
    int half = 0;                                // side of the square that holds half of it
    QString state;                               // "Measuring…", or what went wrong; empty: all is well

    bool covers(const char* id) const { return covered == QLatin1String(id); }
};

// Parts: "level0" is the input, "level1" the first layer's map, ...; "other0", ... those of the second stack; "row3" a
// line of the table; "pixel" a pixel of the measurement.
QString levelPart(int level);
QString otherPart(int level);
// The number behind one of these words; -1: it is another part.
int numberOf(const QString& part, const QString& word);

constexpr double fieldPictureShare = 0.55; // of the width of the measurement's panel

struct FieldLayout {
    StageFrame frame;
    double text = 13;            // pixels, of what stands at the maps
    double small = 13, row = 20; // of the table and the measurement
    std::vector<GridPlace> maps, others;
    QRectF table, panel; // empty when two stacks are compared
    QRectF block[2];     // beside each of two stacks
    int firstRow = 0, rows = 0, formulas = 0;
    GridPlace pixels; // the measured input, to scale
};
FieldLayout layOut(const FieldPicture& picture, QSizeF size, const Style& style);

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
