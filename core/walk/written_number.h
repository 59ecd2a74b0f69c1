// A number that stands alone, in a cell or a sentence.
#pragma once

#include "core/tensor/decimal.h"

#include <string>

namespace cnn {

// "−1.23e12": three figures, or as many as asked for, and a power of ten.
std::string scientific(double value, int figures = 3);

// At most `places` behind the point. What is not zero never reads "0", and what is not whole never looks whole: in a
// cell with room for fewer than four places it then is "≈1" or "≈0", in a sentence "0.99997" or "4.20e−5". `noise`: how
// far from a whole number other than 0 it may be, relative to its size, and still be meant as that.
std::string writtenAlone(double value, int places, double noise);

// Within a sum or product: a negative number stands in parentheses.
std::string inside(const Decimal& number);

} // namespace cnn
