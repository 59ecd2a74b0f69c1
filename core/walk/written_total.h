// A long sum of real numbers as it is written. Rounding every number by itself would spoil the last places of the sum;
// here the running total is rounded, and a number is written as the step from one total to the next.
//
// Promise: what is written adds up exactly, to the true total correctly rounded. Each number is written within one unit
// of its last place, zero as 0 and with its own sign. The same holds for every stretch of neighbours.
#pragma once

#include "core/walk/decimal.h"

#include <span>
#include <vector>

namespace cnn {

struct WrittenTotal {
    std::vector<Decimal> addends;
    Decimal total;
    bool writable = true; // false: not finite, or too large for decimals; then nothing is written

    // Of the addends first .. last - 1, exactly.
    Decimal sumOf(std::size_t first, std::size_t last) const;
};

WrittenTotal writeTotal(std::span<const double> addends, int places);
// Places behind the point, 0 to 9, at which numbers up to this size keep about three figures.
int placesFor(double largest);
// Whether a number can be a decimal at all.
bool writable(double value);

} // namespace cnn
