// Predict, then reveal: what a page can cover and ask, and who judges the answer.
#pragma once

#include "core/tensor/tensor.h"

#include <QStringList>
#include <functional>
#include <optional>
#include <vector>

namespace cnn {
struct Place;
}

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
    // Of a kind that asks less of an answer than another question: what the page covers is that one's. Empty: its own.
    QString covers = {};
    // To choose from, each by its letter. Empty: the answer is typed.
    QStringList options = {};
    // The cells of this part of the figure may be clicked to answer; empty: none.
    QString part = {};

    const QString& covered() const { return covers.isEmpty() ? id : covers; }
    // "A", "B", ..; options of one character each are their own letters.
    QString letter(int option) const;
    // The one that is meant by a letter or its text; -1: none.
    int optionOf(const QString& typed) const;
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

// Whose answer is one of these.
Question optionQuestion(const QString& id, const QString& name, const QString& ask, const QStringList& options,
                        int right, const QString& why);
// Whether a number is larger or smaller than another that is seen, and whether it is positive or negative. covers: the
// question whose answer the number is.
Question largerQuestion(const QString& id, const QString& ask, double truth, double than, const QString& why,
                        const QString& covers);
Question signQuestion(const QString& id, const QString& ask, double truth, const QString& why, const QString& covers);
// Whose answer are cells of that part of the figure, from 0; typed as rows and columns from 1: "1,2 1,3", or clicked.
Question cellsQuestion(const QString& id, const QString& name, const QString& ask, const QString& part,
                       const std::vector<cnn::Place>& cells, const QString& why);
// Such an answer with one cell more, or without it when it is there.
QString withCellToggled(const QString& typed, int row, int column);

} // namespace ui
