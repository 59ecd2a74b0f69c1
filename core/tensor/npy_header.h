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

inline constexpr std::string_view npyMagic = "\x93NUMPY";

// Error(BadFormat) says what was expected; its sentence does not know the file.
Expected<NpyHeader> parseNpyHeader(std::string_view text);

// A whole file in its two parts. Throws Error(BadFormat, TooLarge), whose sentence does not know the file: it is none,
// of an unknown version, has a header of more than 64 kB or ends within it.
struct NpyParts {
    NpyHeader header;
    std::string_view elements;
};
constexpr std::size_t mostNpyHeader = 64U * 1024U;
NpyParts npyParts(std::string_view file);

} // namespace cnn
