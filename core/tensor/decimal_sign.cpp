#include "core/tensor/decimal_sign.h"

#include "core/base/plain_text.h"
#include "core/tensor/number_text.h"
#include "core/tensor/table_cells.h"

#include <algorithm>
#include <array>

namespace cnn {
namespace {

// Signs that stand between thousands and nowhere else: no-break space, narrow no-break space, thin space, apostrophes.
constexpr std::array<std::string_view, 5> thousandsBlanks{"\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", "'",
                                                          "\xe2\x80\x99"};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t blankAt(std::string_view text) {
    for (const std::string_view blank : thousandsBlanks)
        if (text.starts_with(blank)) return blank.size();
    return 0;
}

// How many bytes of `text` belong to one run of digits, points, commas and blanks of thousands.
std::size_t runLength(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size()) {
        const std::size_t blank = blankAt(text.substr(length));
        if (blank == 0 && !isDigit(text[length]) && text[length] != '.' && text[length] != ',') break;
        length += std::max<std::size_t>(blank, 1);
    }
    return length;
}

// One letter for each blank of thousands.
std::string withPlainBlanks(std::string_view run) {
    std::string plain;
    for (std::size_t i = 0; i < run.size();) {
        const std::size_t blank = blankAt(run.substr(i));
        plain += blank > 0 ? '_' : run[i];
        i += std::max<std::size_t>(blank, 1);
    }
    return plain;
}

// 1 to 3 digits, the first of them no zero, then groups of three behind `sign`.
bool isGrouped(std::string_view digits, char sign) {
    const std::size_t head = std::min(digits.find(sign), digits.size());
    if (head < 1 || head > 3 || digits[0] == '0' || (digits.size() - head) % 4 != 0) return false;
    for (std::size_t i = 0; i < digits.size(); ++i)
        if (i >= head && (i - head) % 4 == 0 ? digits[i] != sign : !isDigit(digits[i])) return false;
    return true;
}

std::string without(std::string_view text, char sign) {
    std::string rest(text);
    std::erase(rest, sign);
    return rest;
}

// A run's whole number and what its decimals begin with; '\0' where it has none.
struct Parts {
    std::string_view whole;
    char decimal = '\0';
    std::string_view decimals;
};

Parts cutAt(std::string_view run, char decimal) {
    const std::size_t at = run.find(decimal);
    if (at == run.npos) return {run, {}, {}};
    return {run.substr(0, at), decimal, run.substr(at + 1)};
}

bool allDigits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), isDigit);
}

// Empty when the run is no number with this decimal sign.
std::string runWithPoint(std::string_view run, char decimal) {
    const std::string plain = withPlainBlanks(run);
    const auto [whole, sign, decimals] = cutAt(plain, decimal);
    if (!allDigits(decimals)) return {};
    std::string digits(whole);
    for (const char between : {decimal == ',' ? '.' : ',', '_'})
        if (digits.find(between) != digits.npos) {
            if (!isGrouped(digits, between)) return {};
            digits = without(digits, between);
        }
    if (sign != '\0') digits += '.';
    return digits.append(decimals);
}

} // namespace

bool isNumberLike(std::string_view cell) {
    bool digit = false;
    while (!cell.empty()) {
        const std::size_t blank = cell.starts_with(unicodeMinus) ? unicodeMinus.size() : blankAt(cell);
        if (blank == 0 && !isDigit(cell[0]) && std::string_view("+-.,eE/").find(cell[0]) == std::string_view::npos)
            return false;
        digit = digit || isDigit(cell[0]);
        cell.remove_prefix(std::max<std::size_t>(blank, 1));
    }
    return digit;
}

void DecimalSign::saw(char sign, Meaning meaning, std::string_view cell, std::size_t line) {
    auto& sight = m_first[sign == ','][meaning];
    if (!sight)
        sight = Sight{std::string(cell.substr(0, 64)), line};
    else if (sign == ',' && meaning == Open && !m_secondOpen && sight->line != line)
        m_secondOpen = Sight{std::string(cell.substr(0, 64)), line};
}

void DecimalSign::see(std::string_view cell, std::size_t line) {
    if (cell.find_first_of(".,") == cell.npos || !isNumberLike(cell)) return;
    for (std::size_t i = 0; i < cell.size();) {
        const std::size_t length = runLength(cell.substr(i));
        const char next = i + length < cell.size() ? cell[i + length] : '\0';
        if (length > 0) seeRun(cell.substr(i, length), next == 'e' || next == 'E', cell, line);
        i += std::max<std::size_t>(length, 1);
    }
}

// power: a power of ten follows, as it does behind decimals only.
void DecimalSign::seeRun(std::string_view run, bool power, std::string_view cell, std::size_t line) {
    const std::string plain = withPlainBlanks(run);
    const auto points = std::count(plain.begin(), plain.end(), '.'),
               commas = std::count(plain.begin(), plain.end(), ',');
    if (points + commas == 0) return;
    const bool spaced = plain.find('_') != plain.npos;
    const char last = plain[plain.find_last_of(".,")], other = last == ',' ? '.' : ',';
    const bool both = points > 0 && commas > 0;
    if (both || (points + commas == 1 && (spaced || power || !isGrouped(plain, last)))) {
        if (runWithPoint(run, last).empty()) return; // no number whatever is decided
        saw(last, Decimal, cell, line);
        if (both) saw(other, Thousands, cell, line);
    } else if (points + commas == 1) {
        saw(last, Open, cell, line);
    } else if (isGrouped(plain, last)) {
        saw(last, Thousands, cell, line);
    }
}

Message DecimalSign::named(const Sight& sight) {
    return lineWith(sight.line, sight.cell);
}

std::string DecimalSign::sentence(const Sight& sight) {
    std::string words = named(sight).english();
    words[0] = 'L';
    return words;
}

namespace {

Error contradiction(char sign, const Message& decimal, const Message& thousands) {
    return {ErrorCode::BadFormat, sign == '.' ? Message::tr("%1 and %2: the point is a decimal sign in one and stands "
                                                            "between thousands in the other; write all numbers alike.",
                                                            decimal, thousands)
                                              : Message::tr("%1 and %2: the comma is a decimal sign in one and stands "
                                                            "between thousands in the other; write all numbers alike.",
                                                            decimal, thousands)};
}

} // namespace

Expected<char> DecimalSign::decide(bool commasSeparate, std::string& note) const {
    for (const char sign : {'.', ','})
        if (first(sign, Decimal) && first(sign, Thousands))
            return contradiction(sign, named(*first(sign, Decimal)), named(*first(sign, Thousands)));
    if (first('.', Decimal) && first(',', Decimal))
        return Error(
            ErrorCode::BadFormat,
            Message::tr("%1 and %2: point and comma both stand as decimal sign; write all numbers with one of them.",
                        named(*first('.', Decimal)), named(*first(',', Decimal))));
    if (first('.', Thousands) && first(',', Thousands))
        return Error(ErrorCode::BadFormat,
                     Message::tr("%1 and %2: point and comma both stand between thousands; leave them out.",
                                 named(*first('.', Thousands)), named(*first(',', Thousands))));
    const bool comma = first(',', Decimal) || first('.', Thousands),
               point = first('.', Decimal) || first(',', Thousands);
    if (!comma && !point && first(',', Open)) {
        const Sight& a = *first(',', Open);
        const auto& b = first('.', Open) ? first('.', Open) : m_secondOpen;
        return Error(ErrorCode::BadFormat, Message::tr("%1: the comma may be a decimal sign or stand between "
                                                       "thousands; write a point for the one and leave out the other.",
                                                       b ? bothOf(named(a), named(*b)) : named(a)));
    }
    const char decimal = comma ? ',' : '.', between = comma ? '.' : ',';
    for (const auto meaning : {Thousands, Open})
        if (const auto& sight = first(between, meaning)) {
            note += " " + sentence(*sight) + " is read as " + withPoint(sight->cell, decimal) + ".";
            break;
        }
    if (!comma && !point && !commasSeparate && first('.', Open))
        note += " " + sentence(*first('.', Open)) + ": the point is read as the decimal sign.";
    return decimal;
}

std::string withPoint(std::string_view cell, char decimal) {
    std::string number;
    for (std::size_t i = 0; i < cell.size();) {
        const std::size_t length = runLength(cell.substr(i));
        if (length == 0) {
            number += cell[i++];
            continue;
        }
        const std::string run = runWithPoint(cell.substr(i, length), decimal);
        number += run.empty() ? std::string(cell.substr(i, length)) : run;
        i += length;
    }
    return number;
}

} // namespace cnn
