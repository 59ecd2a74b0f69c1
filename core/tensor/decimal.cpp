#include "core/tensor/decimal.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace cnn {
namespace {

Decimal::Units power(int digits) {
    Decimal::Units p = 1;
    while (digits-- > 0) p *= 10;
    return p;
}

// Rounded to the nearest, halves away from zero.
Decimal::Units divide(Decimal::Units a, Decimal::Units b) {
    const Decimal::Units half = b / 2;
    return a >= 0 ? (a + half) / b : -((-a + half) / b);
}

} // namespace

void Decimal::trim() {
    while (m_digits > 0 && m_units % 10 == 0) {
        m_units /= 10;
        --m_digits;
    }
}

Decimal Decimal::rounded(double value, int digits) {
    assert(std::isfinite(value) && digits >= 0 && digits <= 9);
    return {static_cast<Units>(std::llround(value * static_cast<double>(power(digits)))), digits};
}

double Decimal::value() const {
    return static_cast<double>(m_units) / static_cast<double>(power(m_digits));
}

Decimal Decimal::rounded(int digits) const {
    if (digits >= m_digits) return *this;
    return {divide(m_units, power(m_digits - digits)), digits};
}

Decimal Decimal::dividedBy(int divisor, int digits, bool& exact) const {
    const Decimal quotient(divide(m_units * power(digits), divisor * power(m_digits)), digits);
    exact = quotient * Decimal(divisor, 0) == *this;
    return quotient;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
    const int digits = std::max(a.m_digits, b.m_digits);
    return {a.m_units * power(digits - a.m_digits) + b.m_units * power(digits - b.m_digits), digits};
}

Decimal operator*(const Decimal& a, const Decimal& b) {
    return {a.m_units * b.m_units, a.m_digits + b.m_digits};
}

std::string Decimal::text() const {
    Units rest = m_units < 0 ? -m_units : m_units;
    std::string reversed;
    for (int place = 0; rest > 0 || place <= m_digits; ++place) {
        if (place == m_digits && m_digits > 0) reversed += '.';
        reversed += static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    }
    return (m_units < 0 ? "−" : "") + std::string(reversed.rbegin(), reversed.rend());
}

} // namespace cnn
