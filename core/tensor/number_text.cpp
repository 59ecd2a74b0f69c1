#include "core/tensor/number_text.h"

#include "core/base/plain_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace cnn {
namespace {

Error notANumber(std::string_view text) {
    return {ErrorCode::BadFormat, Message::tr("%1 is not a number.", quote(text))};
}

Error outOfRange(std::string_view text) {
    return {ErrorCode::BadFormat, Message::tr("%1 is beyond the range of 32-bit numbers.", quote(text))};
}

struct Signed {
    bool negative = false;
    std::string_view digits;
};

Signed withoutSign(std::string_view text) {
    if (text.starts_with('-')) return {true, text.substr(1)};
    if (text.starts_with(unicodeMinus)) return {true, text.substr(unicodeMinus.size())};
    if (text.starts_with('+')) return {false, text.substr(1)};
    return {false, text};
}

// Whether a decimal that from_chars finds beyond a double's range lies near zero rather than far from it: 1e-400. Told
// by the place of its first digit that is no zero, moved by the exponent.
bool isTiny(std::string_view digits) {
    const std::size_t e = std::min(digits.find_first_of("eE"), digits.size());
    const std::string_view mantissa = digits.substr(0, e);
    std::string_view power = digits.substr(std::min(e + 1, digits.size()));
    if (power.starts_with('+')) power.remove_prefix(1);
    long long exponent = 0;
    if (std::from_chars(power.data(), power.data() + power.size(), exponent).ec == std::errc::result_out_of_range)
        return power.starts_with('-');
    const auto point = static_cast<long long>(std::min(mantissa.find('.'), mantissa.size()));
    const auto first = static_cast<long long>(std::min(mantissa.find_first_not_of("0."), mantissa.size()));
    return exponent / 2 + (point - first) / 2 < 0; // halved, so that nothing can overflow
}

// from_chars also reads "inf", "nan" and a second minus: only a digit or a point may come first. What is too small for
// T is 0.
template<class T> std::errc parse(std::string_view text, T& value) {
    const auto [negative, digits] = withoutSign(text);
    if (digits.empty() || std::string_view("0123456789.").find(digits.front()) == digits.npos)
        return std::errc::invalid_argument;
    double wide = 0;
    const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (end != digits.data() + digits.size()) return std::errc::invalid_argument;
    if (status == std::errc::result_out_of_range) {
        // 1e-50 and 1e-400 are fair ways to write almost nothing; only what is too large has no number near it.
        const bool held = std::from_chars(digits.data(), digits.data() + digits.size(), wide).ec == std::errc();
        if (held ? wide >= 1 : !isTiny(digits)) return status;
        value = static_cast<T>(wide);
    }
    if (negative) value = -value;
    return {};
}

Expected<float> decimalFrom(std::string_view text) {
    float value = 0;
    const std::errc status = parse(text, value);
    if (status == std::errc()) return value;
    return status == std::errc::result_out_of_range ? outOfRange(text) : notANumber(text);
}

Expected<float> fractionFrom(std::string_view text, std::size_t slash) {
    double above = 0, below = 0;
    const std::errc first = parse(trimmed(text.substr(0, slash)), above),
                    second = parse(trimmed(text.substr(slash + 1)), below);
    if (first == std::errc::invalid_argument || second == std::errc::invalid_argument) return notANumber(text);
    if (first != std::errc() || second != std::errc()) return outOfRange(text);
    if (below == 0) return Error(ErrorCode::BadFormat, Message::tr("%1 divides by zero.", quote(text)));
    const double value = above / below;
    if (std::abs(value) > std::numeric_limits<float>::max()) return outOfRange(text);
    return static_cast<float>(value);
}

} // namespace

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string shortest(float value) {
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

Expected<float> numberFrom(std::string_view text) {
    const std::string_view number = trimmed(text);
    const std::size_t slash = number.find('/');
    return slash == number.npos ? decimalFrom(number) : fractionFrom(number, slash);
}

bool losesDigits(std::string_view number, float value) {
    constexpr float exactBelow = 16777216; // 2^24
    if (std::abs(value) < exactBelow) return false;
    const std::string_view digits = withoutSign(trimmed(number)).digits;
    if (digits.empty() || digits.find_first_not_of("0123456789") != digits.npos) return false;
    std::array<char, 64> held{};
    const auto end =
        std::to_chars(held.data(), held.data() + held.size(), std::abs(value), std::chars_format::fixed).ptr;
    const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
    return digits.substr(first) != std::string_view(held.data(), static_cast<std::size_t>(end - held.data()));
}

} // namespace cnn
