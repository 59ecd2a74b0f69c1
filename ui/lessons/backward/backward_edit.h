// The changes a user makes to the grids of the backward pass, which are named as in the figure: "input" left, "kernel"
// in the middle, "gradient" of the output beside a pooled input. Each returns the scene after it, or a sentence why
// not.
#pragma once

#include "ui/lessons/backward/backward_lab.h"

namespace ui {

// What stands in that grid; empty: there is none, or none that may be changed.
const cnn::Tensor& gridOf(const BackwardLab& lab, const QString& part);

// Cells of the output gradient are shown elsewhere too: with zeros between them where the stride left gaps.
struct BackwardChange {
    QString what; // "output gradient row 1, column 2"
    int key;      // the same for the same cell
    cnn::Expected<BackwardScene> scene;
};
BackwardChange withCell(const BackwardLab& lab, const QString& part, int y, int x, float value);
// The block becomes the grid.
cnn::Expected<BackwardScene> withBlock(const BackwardScene& scene, const QString& part, const cnn::Tensor& block);

} // namespace ui
