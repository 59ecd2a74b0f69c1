// One update of one weight as it is written: "0.512 − 0.03 × (−12.33) = 0.8819", and where its gradient comes from.
//
// Promise, as for sums: what is written adds up exactly as it is written, and at four places it is the truth. A number
// that is not 0 gets the places it takes not to be written as 0.
#pragma once

#include "core/tensor/decimal.h"
#include "core/walk/kernel_fit.h"

#include <string>
#include <vector>

namespace cnn {

struct WrittenUpdate {
    Decimal weight, rate, gradient, next;
    // False, and the line has "≈": next is rounded; or numbers are too large or small to be written out (a fit that
    // diverges), then the four are empty.
    bool exact = true;
    std::string weightText, rateText, gradientText, nextText;
    // "0.512 − 0.03 × (−12.33)", without what it makes.
    std::string rule() const;
    // With it: "... = 0.8819".
    std::string line() const;
    const char* equals() const { return exact ? "=" : "≈"; }
};

// 2 × the sum of error × input over all outputs, a row of outputs at a time.
struct WrittenGradient {
    struct Product {
        Decimal error, input, value;
    };
    std::vector<std::vector<Product>> rows;
    std::vector<Decimal> rowSums;
    Decimal sum, gradient; // gradient = 2 × sum, exactly
    Decimal rounded;       // as the update writes it; differs when `sum` has more places
    bool exact = true;     // false: too large or small to be written out, only `text` is set
    std::string text;      // of the gradient

    // "(−0.2)×1 + 0.5×2 = 0.8": one row with its sum, products with 0 left out. Beyond `most` (at least 3)
    // the middle ones stand as their count and sum: "0.1×1 + … (5 products: 0.7) + 0.2×1 = 1".
    std::string rowLine(std::size_t row, std::size_t most = 8) const;
    // The rows first, first + 1, ... last: their sum alone.
    Decimal sumOf(std::size_t first, std::size_t last) const;
    // "2 × (−1.2 + (−4.9) + (−1.2)) = −14.6": the first row, those between, the last.
    std::string totalLine() const;
};

// weight − rate × gradient, exactly.
WrittenUpdate writeUpdate(const Decimal& weight, const Decimal& rate, const Decimal& gradient);
// The same to `places`, or exactly where that takes but one more.
WrittenUpdate writeUpdate(const Decimal& weight, const Decimal& rate, const Decimal& gradient, int places);
// Where one of the numbers is too large or too small to be written out: with ≈.
WrittenUpdate writeUpdate(double weight, double rate, double gradient, double next);

// Of weight k in reading order, in the moment before an update.
WrittenUpdate writeUpdate(const KernelFit& fit, const FitMoment& moment, std::size_t k);
WrittenGradient writeGradient(const KernelFit& fit, const FitMoment& moment, std::size_t k);

// Any number as it stands in a text: at most `places` behind the point; beyond a million three figures and a power of
// ten: "−1.23e12".
std::string writtenNumber(double value, int places);
// Any number with three figures, or as many as asked for: "0.0312", "−1.23e−12".
std::string writtenFigures(double value, int figures = 3);
// The number that such a text says; not a number for what is not finite.
double readBack(std::string text);
// A loss with three places ("0.240"), or what of a smaller or very large one can be read ("3.1e−6").
std::string writtenLoss(double loss);

} // namespace cnn
