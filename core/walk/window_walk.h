// Every placement of a sliding window, one after the other: the same operations as the layers, one cell at a time and
// with every term in sight. A walk is a function from index to step, not a machine with a current state: at(i) is pure.
//
// This plain loop is the definition; the layers are the fast way to the same numbers, and a test holds them together.
#pragma once

#include "core/kernels/window.h"

#include <vector>

namespace cnn {

enum class WindowOperation { Convolution, MaxPool, AvgPool };

struct WindowTask {
    WindowOperation operation = WindowOperation::Convolution;
    Tensor input;   // (c, h, w), one image
    Tensor kernel;  // convolution: (c, kernel rows, kernel columns), one image; otherwise empty
    float bias = 0; // convolution only
    Window window;  // its kernel sizes must be the kernel's
    // What the padding holds. Pooling knows zeros only (for the maximum: cells that never win).
    PadMode padMode = PadMode::Zeros;
    // At most so many places down and across; 0: all there are. A weight gradient has as many as the kernel has
    // weights, and may leave out a last place that fits (gradient_walk.h).
    int mostRows = 0, mostColumns = 0;
};

struct Term {
    int c = 0, ky = 0, kx = 0; // which weight
    int inY = 0, inX = 0;      // which cell of the padded grid; outside the input it is padding
    bool padding = false;
    float input = 0;          // of padding: what its mode puts there
    float weight = 1;         // 1 for pooling
    int srcY = -1, srcX = -1; // the input cell this value comes from: the cell itself, or the one that its filler
                              // repeats; -1 for the zeros of padding
};

struct WindowStep {
    int outY = 0, outX = 0;
    std::vector<Term> terms; // channel, then row, then column of the kernel
    float result = 0;
    int winner = -1; // max pooling: index of the winning term, the first among equals; otherwise -1
};

// The step of one output cell by itself, without the walk. `task` is one that WindowWalk::make accepts.
WindowStep windowStep(const WindowTask& task, int outY, int outX);

// Which input cells an output cell reads is Axis::tap; these are the ways back.
struct Place {
    int y = 0, x = 0;
    bool operator==(const Place&) const = default;
};

class WindowWalk {
public:
    // Error(DoesNotFit or Mismatch) in a sentence when there is no place for the window.
    static Expected<WindowWalk> make(WindowTask task);

    // Number of output cells, in reading order.
    int size() const { return m_output.shape().h * m_output.shape().w; }
    WindowStep at(int index) const;
    // (1, rows, columns): equals what the fast layer gives.
    const Tensor& output() const { return m_output; }
    const WindowTask& task() const { return m_task; }
    int termsPerStep() const { return static_cast<int>(at(0).terms.size()); }

    // The output cells that read input cell (y, x), itself or through a filler that repeats it, in reading order; empty
    // when the window never reaches it. For a place in the padding: the outputs that read this filler.
    std::vector<Place> outputsFedBy(int y, int x) const;
    // The input cells (padding included) that weight (ky, kx) meets, one an output cell, in reading order.
    std::vector<Place> inputsMetBy(int ky, int kx) const;

private:
    explicit WindowWalk(WindowTask task) : m_task(std::move(task)) {}
    WindowTask m_task;
    Tensor m_output;
};

// The kernel turned by 180 degrees: with it the cross-correlation is the convolution of mathematics.
Tensor flipped(const Tensor& kernel);

} // namespace cnn
