// Exact decimal numbers for what is written on screen, so that every written sum re-adds exactly.
#pragma once

#include <string>

namespace cnn {

// units / 10^digits, for instance 1.25 = {125, 2}. Meant for numbers a grid shows: magnitudes up to about 1e9 with up
// to 6 digits, products and sums of up to a few hundred of them; far from the limits of 128 bits.
class Decimal {
public:
    __extension__ typedef __int128 Units;

    Decimal() = default;
    Decimal(Units units, int digits) : m_units(units), m_digits(digits) { trim(); }
    // Nearest with at most `digits` (0 to 9) places behind the point.
    static Decimal rounded(double value, int digits);

    int digits() const { return m_digits; } // places behind the point that are needed
    bool negative() const { return m_units < 0; }
    double value() const;
    // This number with at most so many places, halves away from zero.
    Decimal rounded(int digits) const;
    // The quotient with at most so many places; `exact` tells whether it is the whole truth. divisor > 0.
    Decimal dividedBy(int divisor, int digits, bool& exact) const;

    friend Decimal operator+(const Decimal& a, const Decimal& b);
    friend Decimal operator*(const Decimal& a, const Decimal& b);
    bool operator==(const Decimal&) const = default;

    // "−2.5": the minus is U+2212, no zeros without need, never "−0".
    std::string text() const;

private:
    void trim();
    Units m_units = 0;
    int m_digits = 0;
};

} // namespace cnn
