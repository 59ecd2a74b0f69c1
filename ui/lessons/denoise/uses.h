// How often the pixels of a picture are written to when maps grow: where some are written to more often than their
// neighbours, a pattern like a checkerboard shows (Odena, Dumoulin and Olah 2016).
#pragma once

#include "core/network/network.h"

#include <vector>

namespace ui {

struct Uses {
    std::vector<int> rows, columns; // a pixel has the product of its row's and its column's number
    int at(int y, int x) const { return rows[static_cast<std::size_t>(y)] * columns[static_cast<std::size_t>(x)]; }
};
// How many products a pixel of the output is the sum of, in one channel: a value of the last maps that grow times a
// weight each. Counted from the last layer that makes maps larger to the end of the network.
Uses usesOf(const cnn::Network& network);

} // namespace ui
