#include "core/walk/written_number.h"

#include "core/tensor/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cnn {

std::string scientific(double value, int figures) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value),
                                   std::chars_format::scientific, figures - 1)
                         .ptr;
    std::string text(buffer.data(), end); // "1.23e+12"
    const auto e = text.find('e');
    const int power = std::stoi(text.substr(e + 1));
    text = text.substr(0, e + 1) + (power < 0 ? "−" : "") + std::to_string(std::abs(power));
    return (value < 0 ? "−" : "") + text;
}

std::string writtenAlone(double value, int places, double noise) {
    constexpr int mostPlaces = 9, textPlaces = 4;
    const auto meant = [&](const Decimal& d) {
        return std::abs(value - d.value()) <= noise * std::max(1.0, std::abs(value));
    };
    const Decimal rounded = Decimal::rounded(value, places);
    if (rounded.digits() > 0 || value == 0) return rounded.text();
    if (rounded == Decimal()) return places < textPlaces ? "≈0" : scientific(value);
    if (meant(rounded)) return rounded.text();
    if (places < textPlaces) return "≈" + rounded.text();
    return places < mostPlaces ? writtenAlone(value, places + 1, noise) : rounded.text();
}

std::string inside(const Decimal& number) {
    return number.negative() ? "(" + number.text() + ")" : number.text();
}

} // namespace cnn
