// A small picture that is really coloured, for lessons about red, green and blue: a striped balloon over a meadow.
#pragma once

#include <cstdint>
#include <vector>

namespace cnn {

// side × side bytes of red, then as many of green, then of blue. Always the same, down to the last pixel.
std::vector<std::uint8_t> colourPicture(int side = 28);

} // namespace cnn
