#include "core/base/file_name.h"

#include "core/base/plain_text.h"

namespace cnn {
namespace {

constexpr char32_t firstEscape = 0xdc80, lastEscape = 0xdcff; // of the bytes 0x80 to 0xff

unsigned at(std::string_view bytes, std::size_t i) {
    return static_cast<unsigned char>(bytes[i]);
}

// The character that begins at `i`, and its length; 0: these bytes are no UTF-8.
std::size_t decode(std::string_view bytes, std::size_t i, char32_t& c) {
    const unsigned first = at(bytes, i);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if ((first >= 0x80 && first < 0xc2) || first > 0xf4 || i + length > bytes.size()) return 0;
    c = length == 1 ? first : first & (0x7fU >> length);
    for (std::size_t k = 1; k < length; ++k) {
        if ((at(bytes, i + k) & 0xc0U) != 0x80) return 0;
        c = c << 6 | (at(bytes, i + k) & 0x3fU);
    }
    const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
    return overlong || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff) ? 0 : length;
}

void append(std::string& bytes, char32_t c) {
    const auto put = [&](char32_t byte) { bytes.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    const auto rest = [&](int shift) { put(0x80 | (c >> shift & 0x3f)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | c >> 6);
        rest(0);
    } else if (c < 0x10000) {
        put(0xe0 | c >> 12);
        rest(6);
        rest(0);
    } else {
        put(0xf0 | c >> 18);
        rest(12);
        rest(6);
        rest(0);
    }
}

using Native = std::filesystem::path::string_type;
constexpr bool namesAreText = sizeof(Native::value_type) == sizeof(char16_t); // on Windows

std::string bytesOfText(std::u16string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char32_t c = text[i];
        const bool pair = (c & 0xfc00) == 0xd800 && i + 1 < text.size() && (text[i + 1] & 0xfc00) == 0xdc00;
        if (pair) c = 0x10000 + ((c & 0x3ff) << 10) + (text[++i] & 0x3ff);
        if (c >= firstEscape && c <= lastEscape)
            bytes.push_back(static_cast<char>(static_cast<unsigned char>(c - firstEscape + 0x80)));
        else
            append(bytes, c);
    }
    return bytes;
}

} // namespace

std::u16string textOfName(std::string_view bytes) {
    std::u16string text;
    for (std::size_t i = 0; i < bytes.size();) {
        char32_t c = 0;
        const std::size_t length = decode(bytes, i, c);
        if (length == 0) c = firstEscape + (at(bytes, i) - 0x80);
        i += length == 0 ? 1 : length;
        if (c >= 0x10000) {
            text.push_back(static_cast<char16_t>(0xd800 + ((c - 0x10000) >> 10)));
            c = 0xdc00 + ((c - 0x10000) & 0x3ff);
        }
        text.push_back(static_cast<char16_t>(c));
    }
    return text;
}

std::filesystem::path nameOfText(std::u16string_view text) {
    if constexpr (namesAreText)
        return Native(text.begin(), text.end());
    else
        return bytesOfText(text);
}

std::string bytesOfName(const std::filesystem::path& name) {
    if constexpr (namesAreText)
        return bytesOfText(std::u16string(name.native().begin(), name.native().end()));
    else
        return {name.native().begin(), name.native().end()};
}

std::filesystem::path nameOfBytes(std::string_view bytes) {
    if constexpr (namesAreText)
        return nameOfText(textOfName(bytes));
    else
        return bytes;
}

std::string plainName(const std::filesystem::path& name) {
    return plainText(bytesOfName(name));
}

} // namespace cnn
