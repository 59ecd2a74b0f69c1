// The arithmetic of one step as it is written: "0×0 + 1×1 + 3×2 + 4×3 = 19".
//
// Promise: what is written re-adds exactly. The terms are rounded first; then the result is the exact sum of the
// rounded terms, and more digits are taken until that sum also is the true result at the precision shown.
#pragma once

#include "core/tensor/decimal.h"
#include "core/walk/window_walk.h"

namespace cnn {

struct WrittenTerm {
    Decimal input, weight, product;
    bool padding = false;
};

struct WrittenSum {
    WindowOperation operation = WindowOperation::Convolution;
    std::vector<WrittenTerm> terms; // the first `shown` of the step
    Decimal bias;
    bool hasBias = false;
    Decimal sum;          // convolution: the result; average: before the division
    Decimal result;       // what stands after the last "=" or "≈"
    bool exact = true;    // false: an average that no decimal ends (1 ÷ 9); it is then written with ≈
    bool complete = true; // false: only the first terms so far
    bool none = false;    // maximum: nothing but padding so far, so there is no result yet
    int columns = 1;      // of the kernel, to write large sums row by row

    // The whole line: "1×0 + 2×1 + 4×2 + 5×3 = 25", "(0 + 1 + 3 + 4) ÷ 4 = 2", "max(4, 7, 4, 6) = 7",
    // "max(–, –): no number yet".
    std::string line() const;
    // Convolution: "0 + 2 + 8 + 15 = 25". Empty for pooling.
    std::string productLine() const;
    // Convolution, a line a kernel row with the row's sum, then the sum of these: what a large kernel shows.
    std::vector<std::string> rowLines() const;
    std::vector<Decimal> rowSums() const;
    const char* equals() const { return exact ? "=" : "≈"; }
};

// `shown` of the step's terms, 1 .. all of them.
WrittenSum writeSum(const WindowTask& task, const WindowStep& step, int shown);

// A value as it stands in a grid: at most `places` behind the point, fewer when they are not needed. Beyond a billion,
// where a decimal would pretend, as "1.2e12".
std::string writtenValue(float value, int places = 4);

} // namespace cnn
