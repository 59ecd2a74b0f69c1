#include "tests/support/equation_token.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace plain {
namespace {

constexpr char32_t minus = U'−', thinSpace = U'\u202f';

struct Letter {
    char32_t c;
    std::size_t at; // its first byte
};

std::vector<Letter> lettersOf(std::string_view text) {
    std::vector<Letter> letters;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        char32_t c = length == 1 ? first : first & (0x7fU >> length);
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            c = c << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
        letters.push_back({c, i});
        i += length;
    }
    letters.push_back({0, text.size()});
    letters.push_back({0, text.size()});
    return letters;
}

bool isDigit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
// Of a word: also "w₁", "α", "é", "1@28".
bool isWordly(char32_t c) {
    const bool latin = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_' || c == U'@' || c == U'\'';
    const bool foreign = (c >= 0xc0 && c < 0x2000 && c != U'×' && c != U'÷') || (c >= 0x2080 && c < 0x20a0);
    return latin || foreign;
}

const std::map<char32_t, Sign> signs{
    {U'+', Sign::Plus},       {minus, Sign::Minus}, {U'-', Sign::Minus}, {U'×', Sign::Times},    {U'·', Sign::Times},
    {U'⋅', Sign::Times},      {U'*', Sign::Times},  {U'÷', Sign::Over},  {U'/', Sign::Over},     {U'%', Sign::Percent},
    {U'(', Sign::Open},       {U')', Sign::Close},  {U'⌊', Sign::Floor}, {U'⌋', Sign::EndFloor}, {U'⌈', Sign::Ceiling},
    {U'⌉', Sign::EndCeiling}, {U',', Sign::Comma},  {U':', Sign::Colon}, {U'…', Sign::Dots},     {U'–', Sign::None},
    {U'=', Sign::Equals},     {U'≈', Sign::About},  {U'→', Sign::Arrow}, {U'?', Sign::Hidden}};
const std::map<char32_t, long double> fractions{{U'½', 0.5L},  {U'⅓', 1 / 3.0L}, {U'⅔', 2 / 3.0L},
                                                {U'¼', 0.25L}, {U'¾', 0.75L},    {U'⅛', 0.125L}};

class Lexer {
public:
    explicit Lexer(std::string_view text) : m_text(text), m_letters(lettersOf(text)) {}

    std::vector<Token> all() {
        while (m_i + 2 < m_letters.size()) next();
        return std::move(m_tokens);
    }

private:
    char32_t at(std::size_t ahead = 0) const { return m_letters[std::min(m_i + ahead, m_letters.size() - 1)].c; }

    void add(Sign sign, std::size_t from, Token token = {}) {
        token.sign = sign;
        token.begin = m_letters[from].at;
        token.end = m_letters[m_i].at;
        m_tokens.push_back(std::move(token));
    }

    void next() {
        const std::size_t from = m_i;
        const char32_t c = at();
        if (c == U' ' || c == U'\n' || c == U'\t' || c == thinSpace || c == 0xa0) {
            ++m_i;
        } else if (isDigit(c) || (c == U'.' && isDigit(at(1)))) {
            number();
        } else if (isWordly(c)) {
            word(from);
        } else if (c == U'≈' && isRounded()) {
            rounded(from);
        } else if (c == U'∞' || fractions.contains(c)) {
            ++m_i;
            Token t;
            t.value = c == U'∞' ? INFINITY : fractions.at(c);
            t.figures = t.places = 18;
            add(Sign::Number, from, t);
        } else if (c == U'²' || c == U'³') {
            ++m_i;
            Token t;
            t.value = c == U'²' ? 2 : 3;
            add(Sign::Power, from, t);
        } else {
            ++m_i;
            const auto known = signs.find(c);
            add(known == signs.end() ? Sign::Other : known->second, from);
        }
    }

    // "≈1" in a cell: near 1, and nothing is said to be equal. Between two sides the sign stands by itself.
    bool isRounded() const {
        const char32_t before = m_i == 0 ? U' ' : m_letters[m_i - 1].c;
        return (before == U' ' || before == U'\n' || before == U'×') &&
               (isDigit(at(1)) || (at(1) == minus && isDigit(at(2))));
    }
    void rounded(std::size_t from) {
        m_i += 2;
        while (isDigit(at()) || at() == thinSpace) ++m_i;
        add(Sign::Word, from);
    }

    // "2 416", "0.5", ".5", "1.2e−6". What goes on with letters is no number: "3rd".
    void number() {
        const std::size_t from = m_i;
        std::string digits;
        const auto take = [&] {
            while (isDigit(at())) {
                digits += static_cast<char>(at());
                ++m_i;
            }
        };
        take();
        while (at() == thinSpace && isDigit(at(1)) && isDigit(at(2)) && isDigit(at(3)) && !isDigit(at(4))) {
            ++m_i;
            take();
        }
        Token t;
        if (at() == U'.' && isDigit(at(1))) {
            const std::size_t before = digits.size();
            digits += '.';
            ++m_i;
            take();
            t.places = static_cast<int>(digits.size() - before) - 1;
        }
        const std::size_t sign = at(1) == minus || at(1) == U'-' || at(1) == U'+' ? 1 : 0;
        if (at() == U'e' && isDigit(at(1 + sign))) {
            const bool negative = sign == 1 && at(1) != U'+';
            m_i += 1 + sign;
            const std::size_t mantissa = digits.size();
            take();
            const int power = std::stoi(digits.substr(mantissa)) * (negative ? -1 : 1);
            digits = digits.substr(0, mantissa) + "e" + std::to_string(power);
            t.places -= power;
        }
        if (isWordly(at())) return word(from);
        t.value = std::stold(digits);
        const std::string mantissa = digits.substr(0, digits.find('e'));
        const std::size_t first = mantissa.find_first_of("123456789");
        if (first != std::string::npos)
            t.figures = static_cast<int>(std::count_if(mantissa.begin() + static_cast<std::ptrdiff_t>(first),
                                                       mantissa.end(), [](char c) { return c != '.'; }));
        add(Sign::Number, from, t);
    }

    void word(std::size_t from) {
        while (isWordly(at()) || isDigit(at())) ++m_i;
        Token t;
        t.word = std::string(m_text.substr(m_letters[from].at, m_letters[m_i].at - m_letters[from].at));
        std::ranges::transform(t.word, t.word.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
        add(t.word == "x" ? Sign::Times : Sign::Word, from, t);
    }

    std::string_view m_text;
    std::vector<Letter> m_letters;
    std::vector<Token> m_tokens;
    std::size_t m_i = 0;
};

} // namespace

std::vector<Token> tokensOf(std::string_view text) {
    return Lexer(text).all();
}

} // namespace plain
