// One number as text.
#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace cnn {

inline constexpr std::string_view unicodeMinus = "\xe2\x88\x92"; // U+2212
inline constexpr std::string_view blanks = " \t\r\n";
std::string_view trimmed(std::string_view text); // without blanks, tabs and line ends around it

// The shortest decimal that reads back as the same float: "0.1", "-3", "1e+20". Independent of the locale.
std::string shortest(float value);
// A decimal number ("-0.5", "3", "1e-3", also with the minus sign U+2212) or a fraction "1/9" in the whole of `text`
// (blanks around it allowed); what is too small for a float is 0. Error(BadFormat) for anything else, NaN and infinity
// included.
Expected<float> numberFrom(std::string_view text);
// A whole number, written without point and exponent, that a float holds as another one: 16777217.
bool losesDigits(std::string_view number, float value);

} // namespace cnn
