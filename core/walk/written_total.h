// A long sum of real numbers as it is written. Rounding every number by itself would spoil the last places of the sum;
// here the running total is rounded, and a number is written as the step from one total to the next.
//
// Promise: what is written adds up exactly, to the true total correctly rounded. Each number is written within one unit
// of its last place, zero as 0 and with its own sign. The same holds for every stretch of neighbours.
//
// Products that stand beside their factors may not be off by that unit: whoever multiplies what is written finds them.
#pragma once

#include "core/tensor/decimal.h"

#include <span>
#include <utility>
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
// The first ones as they are given, `written`; those behind them together are what is left to the true total. Where
// none is behind, the total is the sum of what is written, and may be some units of the last place beside the truth.
WrittenTotal writeTotal(std::span<const double> addends, int places, std::span<const Decimal> written);

// first x second, rounded to the places asked for, is product: exactly what the written factors make.
struct WrittenProduct {
    Decimal first, second, product;
    bool exact() const { return first * second == product; }
};
// The factors with three figures each, or as many as it takes to make the true product. Both must be writable.
WrittenProduct writeProduct(double first, double second, int places);

// A sum of products of which the first `alone` are shown with their factors; the addend `more`, such as a bias, too.
struct WrittenProducts {
    WrittenTotal sum; // its addends: of the products
    Decimal more;
    int places = 0; // of products and addends, for writeProduct
};
// Three figures of the largest addend, and of the sum where that is smaller; more places where only so what is written
// makes the true sum with that many, or where `extra` are asked for.
WrittenProducts writeProducts(std::span<const std::pair<double, double>> factors, double more, std::size_t alone,
                              int extra = 0);
// Places behind the point, 0 to 9, at which numbers up to this size keep about three figures.
int placesFor(double largest);
// Whether a number can be a decimal at all.
bool writable(double value);
// Below, decimals of nine places have no three figures left.
constexpr double smallestWritten = 1e-7;

} // namespace cnn
