// The reader of written equations, with which the figures' words are examined, is right itself.
#include "tests/support/written_equation.h"

#include <gtest/gtest.h>

namespace test_written_equation {

namespace {

using plain::readEquations;

std::vector<std::string> falseOnes(const std::string& text) {
    std::vector<std::string> found;
    for (const auto& e : readEquations(text).all)
        if (!e.objection.empty()) found.push_back(e.text);
    return found;
}

struct Case {
    const char* text;
    std::size_t equations;
};

// What is true is read, every sign of it, and not objected to.
TEST(WrittenEquation, AgreesWithTrueOnes) {
    const Case cases[] = {
        {"Row 1, column 2: 1×0 + 2×1 + 4×2 + 5×3 = 25.", 1},
        {"1×0 + (−2)×0.5 + 3×(−1) = −4, max(0, −4) = 0.", 2},
        {"(0 + 1 + 3 + 4) ÷ 4 = 2; (1 + 0 + 0) ÷ 3 ≈ 0.3333.", 2},
        {"max(4, –, 7, 6) = 7", 1},
        {"rows ⌊(6 + 0 − 3) ÷ 2⌋ + 1 = 2 and 3 ÷ 2 = 1.5, rounded down", 2},
        {"(28 + 4 − 5) / 2 + 1, rounded down: 14 rows.", 1},
        {"0.512 − 0.03 × (−12.33) = 0.8819", 1},
        {"0.062 × 0.745 → 0.0462", 1},
        {"Gradient: 0.0312 + (−0.012) + … (770 more: 0.004) = 0.0232.", 1},
        {"2 × (−1.2 + (−4.9) + (−1.2)) = −14.6 ≈ −15", 2},
        {"loss = −ln 0.658 = 0.419", 1},
        {"tanh(1) ≈ 0.762, 1.7159 × tanh(⅔ × 0.5) ≈ 0.552, sigmoid(0) = 0.5", 3},
        {"10 × log10(1 ÷ 0.122) = 9.1", 1},
        {"156 + 2\u202f416 + 48\u202f120 + 10\u202f164 + 850 = 61\u202f706 parameters", 1},
        {"3.1e−6 × 2 ≈ 6.2e−6 and 1.5e12 × 2 = 3.00e12", 2},
        {"14 of 49 cells (29 %), 128 of 784 pixels changed (16.3 %)", 2},
        {"9² + 2³ = 89", 1},
        {"It stands 3 × 28 + 5 = 89 of the strip", 1},
        {"channel 1: 19; channel 2: 37; 19 + 37 + 0 = 56", 1},
        {"2 x 3 = 6, 2 · 3 = 6, 2 * 3 - 1 = 5", 3},
        {"of LeNet-5 3 + 4 = 7", 1},
        {"1 + 2 = 6 ÷ 2", 1},
        {"Errors −1 2 −3, 4 −2 + 5 = 3", 1},
        {"≈0 ≈1 0 0.5 ≈−1 ≈0 are cells, 1 ÷ 3 ≈ 0.3333 is none", 1},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(falseOnes(c.text), std::vector<std::string>()) << c.text;
        EXPECT_EQ(readEquations(c.text).all.size(), c.equations) << c.text;
        EXPECT_TRUE(readEquations(c.text).unread.empty()) << c.text;
    }
}

// What is false is found, wherever it stands in a text, and quoted.
TEST(WrittenEquation, FindsFalseOnes) {
    const std::pair<const char*, const char*> cases[] = {
        {"so far 4 × 0 + 5 × 1 + 7 × 2 + 8 × 3 = 5 of it", "4 × 0 + 5 × 1 + 7 × 2 + 8 × 3 = 5"},
        {"0.062 × 0.745 → 0.0461", "0.062 × 0.745 → 0.0461"},
        {"0.0484 × 0.859 → 0.0415", "0.0484 × 0.859 → 0.0415"},
        {"Row 1, column 2 of the input: 0.3333 + 0.3333 = 0.6667.", "0.3333 + 0.3333 = 0.6667"},
        {"0.4 × 0.1 = 0", "0.4 × 0.1 = 0"},
        {"0.001 ÷ 3 ≈ 0", "0.001 ÷ 3 ≈ 0"},
        {"0.4 × 0.3 = 0.1", "0.4 × 0.3 = 0.1"},
        {"7 ÷ 3 = 2.34", "7 ÷ 3 = 2.34"},
        {"⌊(6 + 0 − 3) ÷ 2⌋ + 1 = 3", "⌊(6 + 0 − 3) ÷ 2⌋ + 1 = 3"},
        {"(28 + 4 − 5) / 2 + 1, rounded down: 15", "(28 + 4 − 5) / 2 + 1, rounded down: 15"},
        {"max(4, –, 7, 6) = 6", "max(4, –, 7, 6) = 6"},
        {"max(0, −4) = −4", "max(0, −4) = −4"},
        {"loss = −ln 0.658 = 0.418", "−ln 0.658 = 0.418"},
        {"0.000 ÷ 1.003 = 2.1e−5", "0.000 ÷ 1.003 = 2.1e−5"},
        {"0.3 + … (7 more: 0.04) = 0.33", "0.3 + … (7 more: 0.04) = 0.33"},
        {"15 of 49 cells (29 %)", "15 of 49 cells (29 %)"},
        {"3 × 1000 = 3001", "3 × 1000 = 3001"},
        {"156 + 2\u202f416 = 2\u202f573 parameters", "156 + 2\u202f416 = 2\u202f573"},
        {"1 + 2 = 3 = 4", "3 = 4"},
        {"2 × 7.3 = 14.6 ≈ 14", "14.6 ≈ 14"},
        {"12 × 3 = 3.7e1", "12 × 3 = 3.7e1"},
    };
    for (const auto& [text, found] : cases) EXPECT_EQ(falseOnes(text), std::vector<std::string>{found}) << text;
}

// Letters and what is covered are no numbers: there is nothing to evaluate, and nothing is made of a part of it.
TEST(WrittenEquation, LeavesAloneWhatHasNoNumbers) {
    for (const char* text :
         {"w₁ ← 0.5 − 0.03 × ? = ?", "1×? + 2×? = 2", "⌊(n + p − k) ÷ s⌋ + 1", "v = 0.9 × 0 + g = 0.02", "row 3 = 5",
          "g = gradient + 0.01 × weight = 0.2", "kernel 3 → channel 4", "9 → 3", "? × 3 + 2 = 9", "9 = 3 × ?",
          "w − 3 = 5", "y = x + 1", "the share, 28 % of it", "5 of 9", "p = 3 and q = 4", "f(3) = 5", "3 ÷ 4 ≈ 0.…",
          "×≈0 ×0", "the mean ÷ 2 = 5"})
        EXPECT_TRUE(readEquations(text).all.empty()) << text << ": " << readEquations(text).all.front().text;
}

// Numbers on both sides of a sign that are not understood are told, so that nothing escapes in silence.
TEST(WrittenEquation, TellsWhatItCannotRead) {
    EXPECT_EQ(readEquations("1 + 2 ∘ 3 + = 4").unread.size(), 1U);
    EXPECT_EQ(readEquations("(1 + 2 = 3").all.size(), 1U);
    EXPECT_EQ(readEquations("1 + 2) = 3").unread.size(), 1U);
}

} // namespace

} // namespace test_written_equation
