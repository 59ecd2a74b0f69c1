// A picture and the same picture moved by some pixels, both on their way through convolution and pooling: how much of
// the change arrives behind each stage.
#pragma once

#include "core/tensor/tensor.h"

#include <string>
#include <vector>

namespace cnn {

enum class ShiftPooling { Max, Average, None };

struct ShiftTask {
    Tensor picture;          // (1, rows, columns)
    int down = 0, right = 0; // pixels; what leaves the picture is lost, what comes in is 0
    Tensor kernel;           // odd rows and columns; padded so that the size stays
    bool relu = true;        // behind each convolution
    ShiftPooling pooling = ShiftPooling::Max;
    int window = 2; // of the pools, and their stride
};

struct ShiftStage {
    std::string name; // "input", "conv1", "pool1", "pool2"; without pooling "conv1", "conv2"
    Tensor before, after;
    double change = 0; // sum |after - before| / sum |before|: 0 nothing, 2 when nothing overlaps; 0 for empty maps
    int changed = 0;   // cells that differ by more than a thousandth of the largest
    double tolerance = 0;
};

// The picture moved; the same size.
Tensor shifted(const Tensor& picture, int down, int right);
// input, conv, conv + pool, conv + pool + conv + pool. The picture must be at least window * window cells a side.
std::vector<ShiftStage> shiftStages(const ShiftTask& task);

} // namespace cnn
