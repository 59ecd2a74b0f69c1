// The text that opens a .npy file. It is a Python literal, read here by a tiny strict grammar and never evaluated:
//
//     header = "{" pair { "," pair } [ "," ] "}"
//     pair   = "'descr'" ":" string | "'fortran_order'" ":" ( "True" | "False" ) | "'shape'" ":" tuple
//     tuple  = "(" [ number { "," number } [ "," ] ] ")"
//
// with single or double quotes, without escapes, with blanks between any two signs, each of the three keys once.
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace cnn {

struct NpyHeader {
    std::string descr; // the element type as NumPy writes it, for example "<f4"
    bool fortranOrder = false;
    std::vector<std::uint64_t> shape; // any number of axes of any extent
};

// Error(BadFormat) says what was expected; its sentence does not know the file.
Expected<NpyHeader> parseNpyHeader(std::string_view text);

} // namespace cnn
