// What the views of the microscope ask of a moment: its picture's mask, its answer, its classes.
#pragma once

#include "ui/lessons/training/training_view.h"

#include <cstdint>

namespace ui {

// Why there is nothing to explain; empty: there is something.
QString whyUnexplained(const TrainingMoment& moment);
// Whether its images are cells as they were made, so that the mask of each is known.
bool knowsMasks(const TrainingMoment& moment);
// Row, column of the moment's image; 1: the cell in the middle. Empty where nobody knows.
std::vector<std::uint8_t> maskOf(const TrainingMoment& moment);
// The marked class of a source of cells.
int markedClass(const CellSource& source);
QString nameOf(const TrainingMoment& moment, int k);

struct Answer {
    std::vector<float> shares; // the probability of each class
    int said = 0;
};
Answer answerTo(const cnn::Network& network, const cnn::Tensor& image);

} // namespace ui
