// What is written as an equation, read and calculated again from nothing but the numbers as they stand:
// "1×0 + (−2)×0.5 = −1", "⌊(6 + 0 − 3) ÷ 2⌋ + 1 = 2", "max(4, –, 7) = 7", "−ln 0.658 = 0.419", "14 of 49 cells (29 %)".
//
// True is what a reader with a calculator finds true. Whole numbers, and plain sums behind "=", must be exact. Anything
// else may be rounded in the last digit that is written; a product behind "=" to no fewer than three figures. What is
// not 0 is not 0. Letters, and "?" for what is covered, are no numbers: such an equation is left alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plain {

struct WrittenEquation {
    std::string text;      // both sides of one sign; of "a = b = c" there are two
    std::string objection; // why it is false; empty: it is true
};

struct ReadEquations {
    std::vector<WrittenEquation> all;
    std::vector<std::string> unread; // numbers on both sides of a sign, and no arithmetic that is known here
};

ReadEquations readEquations(std::string_view text);

} // namespace plain
