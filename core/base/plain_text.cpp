#include "core/base/plain_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace cnn {
namespace {

struct Character {
    std::uint32_t code = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

// The first character of `text`, which is not empty; a byte that begins none stands for itself.
Character firstOf(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const std::uint32_t lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {lead, 1, false};
    std::uint32_t code = lead & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {lead, 1, false};
        code = code << 6U | (byte(i) & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < least[bytes] || code > 0x10FFFF || surrogate) return {lead, 1, false};
    return {code, bytes, true};
}

bool isHarmless(std::uint32_t c) {
    const auto in = [c](std::uint32_t first, std::uint32_t last) { return c >= first && c <= last; };
    const bool control = c < 0x20 || in(0x7F, 0x9F);
    const bool turns = c == 0x061C || in(0x200E, 0x200F) || in(0x202A, 0x202E) || in(0x2066, 0x2069);
    const bool unseen = c == 0xAD || c == 0x200B || in(0x2028, 0x2029) || in(0x2060, 0x2064) || c == 0xFEFF ||
                        in(0xFFF9, 0xFFFB) || in(0xE0000, 0xE007F);
    return !control && !turns && !unseen;
}

std::string spelledOut(const Character& c) {
    std::array<char, 16> text{};
    const char* const form = !c.valid || c.code < 0x80 ? "\\x%02x" : c.code < 0x10000 ? "\\u%04x" : "\\U%08x";
    const int length = std::snprintf(text.data(), text.size(), form, c.code);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string plain(std::string_view text, bool newlines) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const Character c = firstOf(text);
        if (c.valid && (isHarmless(c.code) || (newlines && c.code == '\n')))
            result += text.substr(0, c.bytes);
        else
            result += spelledOut(c);
        text.remove_prefix(c.bytes);
    }
    return result;
}

} // namespace

std::string plainText(std::string_view text) {
    return plain(text, false);
}

std::string plainLines(std::string_view text) {
    return plain(text, true);
}

std::string quote(std::string_view text) {
    constexpr std::size_t most = 40;
    std::size_t end = std::min(text.size(), most);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    std::string marked(1, '"');
    marked += plainText(text.substr(0, end));
    if (end < text.size()) marked += "…";
    return marked += '"';
}

} // namespace cnn
