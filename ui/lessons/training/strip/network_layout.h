// Where everything stands in LeNet-5's strip "one image through the network".
//
//     Input      Kernels  Maps   Pooled   Maps          Pooled     Dense     Class
//     28 × 28    6@5×5    6@28×28 ...                              120, 84
//     +------+   [ ]  -   [ ] -  [ ]      [ ][ ][ ][ ]  [][][][]   ::: ::    name ---- 12.3 %
//     |      |   [ ]  -   [ ] -  [ ]      [ ][ ][ ][ ]  [][][][]   ::: ::    name ---- 12.3 %
//     +------+   ...                      +---- card ---------+
//     caption, tools
//     scales                                        parameters
//
// Sides are chosen so that every value covers a whole number of pixels; only the first maps may take one and a half.
#pragma once

#include "ui/lessons/training/strip/strip_figure.h"

#include <array>
#include <vector>

namespace ui {

struct NetworkLayout : StripFrame {
    std::array<QPointF, 9> heads; // left end of each part's heading, its top
    QRectF input, dense1, dense2;
    std::array<std::vector<QRectF>, 9> maps; // by LeNetPart: input, kernels, maps; one rectangle a neuron or class

    bool whole = true; // otherwise it does not fit, and is cut off at the right

    static NetworkLayout fit(QSizeF size, double scale, double nameWidth, int classes = 10);
};

} // namespace ui
