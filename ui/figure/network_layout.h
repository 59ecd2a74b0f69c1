// Where everything stands in the strip "one image through the network".
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

#include "ui/figure/figure.h"

#include <array>
#include <vector>

namespace ui {

struct NetworkLayout {
    double font = 1;    // factor for text; less than asked for when the strip would not fit
    double padding = 0; // around everything
    QRectF foot, caption, tools, card;
    std::array<QPointF, 9> heads; // left end of each part's heading, its top
    QRectF input, dense1, dense2;
    std::array<std::vector<QRectF>, 9> maps; // by PartIndex: input, kernels, maps; one rectangle a neuron or class
    double barLeft = 0, barRight = 0, shareRight = 0; // of the class rows

    static NetworkLayout fit(QSizeF size, double scale, double nameWidth);
    // The place of a part's map; of a cell when `shape` says how many it has.
    std::optional<CellRef> at(QPointF point, const std::array<QSize, 9>& cells) const;
};

// Text sizes in the strip, before the factor.
constexpr double stripHead = 14, stripText = 13;

} // namespace ui
