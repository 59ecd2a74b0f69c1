// What a sliding-window lesson is about, as one plain value: it is the undo step, the lesson's scene, and what the
// command line renders.
#pragma once

#include "core/walk/window_facts.h"
#include "core/walk/window_walk.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace ui {

enum class ShowValues { Numbers, Colour, Both };
enum class Grain { Product, Cell, Row, Layer };
inline const QStringList windowGrains{"product", "cell", "row", "layer"}; // in files, in the order of Grain

struct WindowScene {
    static constexpr int largestGrid = 12;                        // rows and columns of input and kernel
    static constexpr int largestSignal = 240, traceSamples = 120; // samples
    static constexpr int largestPadding = 11;                     // a side: "full" with the largest kernel
    static constexpr int largestStride = 6;
    static constexpr int largestDilation = 4;
    static constexpr int largestTrace = 999;    // seed
    static constexpr float largestValue = 1e6F; // magnitude of a cell

    cnn::WindowOperation operation = cnn::WindowOperation::Convolution;
    cnn::Tensor input{cnn::Shape{1, 3, 3, 1}};
    cnn::Tensor kernel{cnn::Shape{1, 2, 2, 1}}; // as typed; for pooling only its size counts
    bool flip = false;
    bool relu = false;   // after a convolution: max(0, sum)
    bool bypass = false; // pooling: leave it out, the output is the input
    cnn::Window window = cnn::Window::square(2);
    cnn::PadMode padMode = cnn::PadMode::Zeros; // of a convolution; pooling pads with nothing that counts
    ShowValues show = ShowValues::Numbers;
    bool uses = false;                   // the input shows how many windows read each cell
    bool stacked = false;                // below: the sizes of ten such layers
    bool fits = false;                   // below, of a convolution: which padding fits
    std::vector<cnn::Place> breakpoints; // output cells where playing stops, in reading order

    bool signal = false; // one row of samples, drawn as a curve over time
    int trace = 0;       // the seed of the made-up trace in `input`; 0: there was none

    bool operator==(const WindowScene&) const = default;

    int largestColumns() const { return signal ? largestSignal : largestGrid; }
    int largestRows() const { return signal ? 1 : largestGrid; }

    bool isConvolution() const { return operation == cnn::WindowOperation::Convolution; }
    bool rectifies() const { return relu && isConvolution(); }
    bool comparesPaddings() const { return fits && isConvolution() && !signal && !stacked; }
    bool bypassed() const { return bypass && !isConvolution(); }
    // The window that really slides: one cell when pooling is left out.
    cnn::Window activeWindow() const { return bypassed() ? cnn::Window::square(1) : window; }
    // The kernel the window really carries: flipped when the switch is on.
    cnn::Tensor activeKernel() const { return flip ? cnn::flipped(kernel) : kernel; }
    cnn::WindowTask task() const;
    // New cells are 0.
    void resizeInput(int rows, int columns);
    void resizeKernel(int rows, int columns);
    void toggleBreakpoint(int row, int column);
    // The stops that hold them where a stop is so many cells of this output: a share of one for products.
    std::vector<int> breakpointStops(const cnn::Shape& output, double cellsPerStop) const;
};

// The window with the padding that keeps the size, as a library places it.
cnn::Window samePadded(const WindowScene& scene, cnn::SameRule rule);
// A large dilated kernel may ask for more padding than a scene can have: no side over WindowScene::largestPadding.
cnn::Window padWithin(cnn::Window window);

} // namespace ui
