// Predict, then reveal: what a page can cover and ask, and who judges the answer.
#pragma once

#include "core/tensor/tensor.h"

#include <QString>
#include <functional>
#include <optional>
#include <vector>

namespace ui {

struct Question {
    QString id;    // what is covered, stable while stepping: "cell", "size", "kernel", "map"
    QString name;  // in the choice of what to cover: "This cell"
    QString ask;   // "What is row 1, column 2 of the output?"
    QString truth; // as it is written beside the answer: "25"
    QString why;   // shown with the truth: "0×1 + 1×2 + 3×4 + 4×5 = 25"
    // Whether an answer as typed is right; nullopt: it cannot be read as an answer.
    std::function<std::optional<bool>(const QString& typed)> judge;
    QString form = {};    // how an answer is typed that is neither a number nor a size: "yes or no"
    bool hasStep = false; // the page can go to the step that explains it; otherwise `why` says all there is
};

Question withStep(Question question);

// The numbers of an answer, in reading order, separated by blanks, commas, semicolons or new lines; nullopt: not
// numbers.
std::optional<std::vector<double>> typedNumbers(const QString& text);

// A question whose answer is one number. Right is what equals the truth at the digits that are written (`truth` rounded
// to at most four places), so that nobody is wrong for a rounding.
Question numberQuestion(const QString& id, const QString& name, const QString& ask, double truth, const QString& why);
// Whose answer is rows and columns, typed "2 x 3", "2 × 3", "2, 3" or "2 3".
Question sizeQuestion(const QString& id, const QString& name, const QString& ask, int rows, int columns,
                      const QString& why);
// Whose answer is a grid: numbers in reading order, separated by blanks, commas, semicolons or new lines.
Question gridQuestion(const QString& id, const QString& name, const QString& ask, const cnn::Tensor& truth,
                      const QString& why);

} // namespace ui
