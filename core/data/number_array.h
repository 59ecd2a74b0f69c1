// An array out of a .npy file with all its bits, whatever its number of axes.
#pragma once

#include "core/data/pixels.h"
#include "core/tensor/display_range.h"

#include <string>
#include <string_view>
#include <vector>

namespace cnn {

struct NumberArray {
    std::vector<std::size_t> extents; // each >= 1
    // In C order. Bytes and bools as bytes; other whole numbers from 0 to 65,535 as words; everything else as floats.
    Pixels values;
    std::vector<std::string> texts{}; // of an array of texts, sorted, each once: its values are their places here
    DisplayRange type; // what such elements can be, black to white: 0..255 of bytes, 0..1 of bools and floats

    std::string text() const; // "(100, 28, 28)"
};

// Numbers, or texts (NumPy's U and S). Throws Error(BadFormat, TooLarge) naming `name` and the reason: what npyParts
// and withNpyElement refuse, more than 512 MB, too few or too many bytes, numbers that are not finite.
NumberArray numberArrayFrom(std::string_view npy, const std::string& name);

} // namespace cnn
