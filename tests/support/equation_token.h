// The words, numbers and signs of a text, for readEquations().
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plain {

enum class Sign {
    Number,
    Plus,
    Minus,
    Times,
    Over,
    Power, // "²": value is the exponent
    Percent,
    Open,
    Close,
    Floor, // "⌊"
    Ceiling,
    EndFloor,
    EndCeiling,
    Comma,
    Colon,
    Dots, // "…"
    None, // "–": no number, in a maximum
    Equals,
    About, // "≈"
    Arrow, // "→"
    Word,
    Hidden, // "?"
    Other
};

struct Token {
    Sign sign = Sign::Other;
    std::size_t begin = 0, end = 0; // bytes of the text
    long double value = 0;          // of a number
    int places = 0;                 // behind its point; negative: it ends that many digits before it, "1.2e12"
    int figures = 0;                // from its first digit that is not 0
    std::string word;               // lower case
};

std::vector<Token> tokensOf(std::string_view text);

} // namespace plain
