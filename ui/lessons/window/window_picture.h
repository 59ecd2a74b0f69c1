// What a sliding-window figure shows, as a value, and what is counted and said of it as a whole.
#pragma once

#include "core/walk/window_facts.h"
#include "core/walk/written_sum.h"
#include "ui/figure/grid_place.h"

#include <memory>
#include <vector>

namespace ui {

struct WindowPicture {
    QString headline, line;
    std::shared_ptr<const cnn::WindowWalk> walk; // null: the window does not fit
    cnn::WindowTask task;                        // also when it does not fit
    QString misfit;
    QString inputName = "Input", kernelName = "Kernel", outputName = "Output"; // above the grids
    GridRole inputRole = GridRole::Input, kernelRole = GridRole::Kernel,
             outputRole = GridRole::Output; // and whose colours they have
    bool flipped = false;
    bool signal = false;                 // one row of samples: drawn by SignalFigure
    bool numbers = true, colour = false; // how values are shown
    bool bypass = false;                 // pooling that is left out: the output is the input
    bool relu = false;                   // after a convolution: max(0, sum)
    bool uses = false;                   // input cells show how many windows read them instead of their values
    bool stacked = false;                // below the grids: the sizes of ten such layers instead of the sum
    bool fits = false;                   // below the grids: which padding fits, instead of the sum
    bool byLayer = false;                // the steps go through those layers
    int layers = cnn::stackedLayers;     // of those, how many are shown
    int cell = 0;                        // output cell in reading order
    int shown = 1;                       // of its products
    std::optional<CellRef> hover, selected;
    QString covered;                     // what is asked and therefore not shown: "cell", "size", "kernel", "map"
    std::vector<cnn::Place> breakpoints; // output cells

    bool isConvolution() const { return task.operation == cnn::WindowOperation::Convolution; }
    // Cells too small for digits always show colours, otherwise they would show nothing.
    bool coloured(double side) const { return colour || side < 26; }
    // "max" or "mean", "none" when it is left out.
    QString operationName() const {
        return bypass ? "none" : task.operation == cnn::WindowOperation::MaxPool ? "max" : "mean";
    }
    cnn::WindowStep step() const { return walk->at(cell); }
    // What stands in the output, ReLU included.
    float outputAt(int y, int x) const;

    bool hidesKernel() const { return covered == "kernel" && isConvolution(); }
    bool hidesSize() const { return covered == "size"; }
    bool hidesResult() const { return covered == "cell" || covered == "map"; } // of the current cell
    bool hidesOutput(int index) const;                                         // of this cell, in reading order
    // How many outputs are done, in reading order; with the kernel covered all of them are given.
    int finished() const;
};

// How many windows read a pixel: as many rows of windows as read its row, times as many columns.
struct PixelUses {
    QString name; // "row 1, column 1, a corner"
    int down = 0, across = 0;
};
// A corner, the middle, and the pixel that is pointed at. There is a walk.
std::vector<PixelUses> countedUses(const WindowPicture& picture);
// The same of corner and middle as a sentence while uses are counted, otherwise empty.
QString usesSentence(const WindowPicture& picture);
// "12, 10, 8, 6, then no window fits": the sizes of ten layers like this one, with and without padding.
QString stackSentence(const WindowPicture& picture);
// "6 × 6 with no padding, 12 × 12 with padding 1.": the last layer that is shown.
QString layerSentence(const WindowPicture& picture);
// The windows of ten layers on top of each other, and what the second row of sizes is called.
struct Stack {
    QString name; // "no padding", "padding 1"
    std::vector<int> rows, columns;
    bool ends = false; // before the last layer that is shown: no window fits
};
std::vector<Stack> stacks(const WindowPicture& picture);

} // namespace ui
