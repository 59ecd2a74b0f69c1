// A transposed convolution, one input value at a time: each value stamps its multiple of the kernel into the output,
// `stride` cells from the next stamp, and where stamps overlap they are added. As with WindowWalk, at(i) is pure, and
// this plain loop is the definition; ConvTranspose2d is the fast way to the same numbers.
//
//     input   kernel        output, stride 2: 2 + 3 - 1 cells
//     3 4     1 1 1         3 3 3
//                         +     4 4 4
//                         = 3 3 7 4 4
//
// Sizes as in ConvTranspose2d: outputs = (inputs - 1) * stride - padBefore - padAfter + kernel + added.
#pragma once

#include "core/walk/window_walk.h"

namespace cnn {

struct StampTask {
    Tensor input;  // (1, rows, columns), one image
    Tensor kernel; // (1, kernel rows, kernel columns)
    Window window; // its kernel sizes must be the kernel's, dilation 1; padding is cut off the output
    int rowsAdded = 0, columnsAdded = 0; // at the end, below the stride
};

// One cell of one stamp.
struct StampedCell {
    int ky = 0, kx = 0;
    int outY = 0, outX = 0; // outside the output: cut off
    bool cut = false;
};

struct StampStep {
    int inY = 0, inX = 0;
    float input = 0;
    std::vector<StampedCell> cells; // row, then column of the kernel
};

class StampWalk {
public:
    // Error(Usage, Mismatch or DoesNotFit) in a sentence when there is no such output.
    static Expected<StampWalk> make(StampTask task);

    const StampTask& task() const { return m_task; }
    // Number of input cells, in reading order.
    int size() const { return m_task.input.shape().h * m_task.input.shape().w; }
    int cellsPerStep() const { return m_task.kernel.shape().h * m_task.kernel.shape().w; }
    StampStep at(int index) const;
    // (1, rows, columns)
    const Tensor& output() const { return m_output; }

    // The products that meet in one cell, of the first `cells` stamped cells of the walk (size() * cellsPerStep() are
    // all), in the order of the stamps; `result` is their sum. The cell may be one that is cut off.
    WindowStep meeting(int outY, int outX, int cells) const;
    // How many stamps meet in each cell of the output.
    Tensor counts() const;
    // The convolution of the output with the same kernel, stride and padding: as large as the input, and not the input.
    Tensor convolvedBack() const;

private:
    explicit StampWalk(StampTask task) : m_task(std::move(task)) {}
    StampTask m_task;
    Tensor m_output;
};

// For writeSum: what the sums of meeting() are sums of.
WindowTask sumTask(const StampTask& task);

} // namespace cnn
