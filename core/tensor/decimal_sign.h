// Whether point and comma are decimal signs or stand between thousands: decided from all numbers of a table.
#pragma once

#include "core/base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace cnn {

// Digits, signs, points, commas and what else a number is written with; at least one digit. "1.2.3" is number-like,
// too.
bool isNumberLike(std::string_view cell);

class DecimalSign {
public:
    // A cell without quotation marks, and its line. Cells that are not number-like tell nothing.
    void see(std::string_view cell, std::size_t line);

    // '.' or ','. Error(BadFormat) names two lines that contradict each other, or that leave it open whether a comma is
    // a decimal sign. A point that may be either is a decimal sign. note: what was assumed, added as a sentence;
    // where commas separate the cells, a point needs none.
    Expected<char> decide(bool commasSeparate, std::string& note) const;

private:
    struct Sight {
        std::string cell;
        std::size_t line = 0;
    };
    enum Meaning { Decimal, Thousands, Open };
    void saw(char sign, Meaning meaning, std::string_view cell, std::size_t line);
    void seeRun(std::string_view run, bool power, std::string_view cell, std::size_t line);
    const std::optional<Sight>& first(char sign, Meaning meaning) const { return m_first[sign == ','][meaning]; }
    static Message named(const Sight& sight);
    static std::string sentence(const Sight& sight); // the same as the beginning of one

    std::optional<Sight> m_first[2][3]; // of point and comma
    std::optional<Sight> m_secondOpen;  // comma
};

// The number with a point as its decimal sign and nothing between thousands. What does not fit stays as it is.
std::string withPoint(std::string_view cell, char decimal);

} // namespace cnn
