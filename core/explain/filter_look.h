// What one slice of a kernel looks at, in words that follow from its weights alone.
#pragma once

#include "core/base/message.h"

#include <span>

namespace cnn {

// Stands behind "It looks at": "an edge: dark left, bright right", "mostly the middle and the top right", "an L along
// the left and the bottom". weights: rows x columns of them, row by row; any finite values. Bright is where weights are
// positive, dark where they are negative. A shape is named only when the kernel is like it (cosine similarity of at
// least 0.85), a place only when most of the weights lie there; otherwise it is "no clear place".
Message lookOf(std::span<const float> weights, int rows, int columns);

} // namespace cnn
