// How much of a map lies on something whose place is known.
#pragma once

#include "core/tensor/tensor.h"

#include <cstdint>
#include <optional>

namespace cnn {

// The sum of the map's positive values inside the mask over the sum of all of them, 0 .. 1; nothing where no value is
// positive, since a map that is zero everywhere points nowhere. `map`: (1, rows, columns, 1), already laid on the
// picture (core/explain/on_input.h); mask: as many values, 0: outside. Values that are not finite count as none.
std::optional<double> shareOn(const Tensor& map, std::span<const std::uint8_t> mask);
// What a map that is the same everywhere has on it: the mask's share of the pixels, to compare with. 0 of none.
double shareOfPixels(std::span<const std::uint8_t> mask);

} // namespace cnn
