// What a picture of a transposed convolution shows, as a value, and what is computed of it.
#pragma once

#include "core/walk/stamp_walk.h"
#include "core/walk/written_sum.h"
#include "ui/figure/grid_place.h"

#include <memory>
#include <optional>

namespace ui {

// Parts: "input", "kernel", "stamp" (the kernel times the current input value), "output", whose cells that padding cuts
// off have indices outside it, and "back" (the output, convolved).
struct StampPicture {
    QString headline, line;
    std::shared_ptr<const cnn::StampWalk> walk; // null: there is no such output
    cnn::StampTask task;                        // also then
    QString misfit;
    bool counts = false, back = false; // as in the scene
    int cell = 0;                      // of the input, in reading order
    int shown = 1;                     // of its stamp's products
    QString covered;                   // what is asked and therefore not shown: "cell", "size", "map"
    std::optional<CellRef> hover, selected;

    cnn::StampStep step() const { return walk->at(cell); }
    int products() const { return walk->cellsPerStep(); }
    bool complete() const { return shown == products(); }
    bool last() const { return complete() && cell == walk->size() - 1; }
    int stamped() const { return cell * products() + shown; } // cells of all stamps so far
    int rows() const { return walk->output().shape().h; }
    int columns() const { return walk->output().shape().w; }
    bool within(int y, int x) const { return y >= 0 && x >= 0 && y < rows() && x < columns(); }
    // In the output, or in the ring around it that padding cuts off.
    bool drawn(int y, int x) const {
        const int ring = task.window.y.padBefore;
        return y >= -ring && x >= -ring && y < rows() + ring && x < columns() + ring;
    }
    // What meets in that cell so far.
    cnn::WindowStep meeting(int y, int x) const { return walk->meeting(y, x, stamped()); }
    // In the current stamp the cell where most stamps meet so far, the first of them; what "cell" asks.
    cnn::Place busiest() const;

    bool hidesSize() const { return covered == "size"; }
    bool hidesOutput(int y, int x) const;
    // Of the output, when it is convolved.
    bool hidesBack() const { return !covered.isEmpty() || !last(); }
};

// The sum in a cell as the current stamp changes it: "2 + 3×1 = 5".
struct StampSum {
    cnn::Decimal before, input, weight, after;
    bool first = true; // no stamp was there before
};
// By product `index` of the current stamp.
StampSum stampSum(const StampPicture& picture, int index);
// All that meets in a cell so far: "1×1 + 2×1 = 3"; none: empty.
QString meetingLine(const StampPicture& picture, int y, int x);

} // namespace ui
