// Reads portable maps (pgm, ppm) of more than 8 bits: Qt cuts them to 8.
#pragma once

#include "core/data/raster.h"

#include <string>
#include <string_view>

namespace cnn {

// Whether `bytes` begin as a P2, P3, P5 or P6 whose largest value is beyond 255.
bool isDeepMap(std::string_view bytes);
// Of such a file. Throws Error(BadFormat, TooLarge) naming `name`.
Raster readDeepMap(std::string_view bytes, const std::string& name);

} // namespace cnn
