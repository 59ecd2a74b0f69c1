#include "core/tensor/text_encoding.h"

#include <algorithm>
#include <cstdint>

namespace cnn {
namespace {

using namespace std::string_view_literals;

void append(std::string& text, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0U | code >> 6U);
    } else {
        if (code < 0x10000) {
            put(0xE0U | code >> 12U);
        } else {
            put(0xF0U | code >> 18U);
            put(0x80U | (code >> 12U & 0x3FU));
        }
        put(0x80U | (code >> 6U & 0x3FU));
    }
    put(0x80U | (code & 0x3FU));
}

enum class Order { LittleEndian, BigEndian };

Expected<std::string> fromUtf16(std::string_view bytes, Order order) {
    if (bytes.size() % 2 != 0)
        return Error(ErrorCode::BadFormat, Message::tr("it is UTF-16 and ends within a letter: save it as UTF-8."));
    const auto unit = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(bytes[i]), second = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<std::uint32_t>(order == Order::LittleEndian ? first | second << 8U : first << 8U | second);
    };
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        std::uint32_t code = unit(i);
        if (code >= 0xD800 && code < 0xDC00 && i + 2 < bytes.size()) { // half of a character beyond 16 bits
            const std::uint32_t low = unit(i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
                i += 2;
            }
        }
        append(text, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
    }
    return text;
}

// Of plain letters every other byte is 0, and no other one is.
bool looksLike(std::string_view bytes, Order order) {
    const std::string_view begin = bytes.substr(0, 1024);
    if (begin.size() < 4 || bytes.size() % 2 != 0) return false;
    std::size_t zeros = 0;
    for (std::size_t i = 0; i < begin.size(); ++i) {
        const bool high = (i % 2 == 1) == (order == Order::LittleEndian);
        if (begin[i] != '\0') continue;
        if (!high) return false;
        ++zeros;
    }
    return zeros * 4 >= begin.size(); // half of the high bytes
}

bool isUtf8(std::string_view text) {
    std::size_t i = 0;
    const auto follows = [&](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    while (i < text.size()) {
        const auto c = static_cast<unsigned char>(text[i]);
        const std::size_t more = c < 0x80 ? 0 : c < 0xC2 ? 4 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : c < 0xF5 ? 3 : 4;
        if (more == 4) return false;
        for (std::size_t k = 1; k <= more; ++k)
            if (!follows(i + k)) return false;
        i += more + 1;
    }
    return true;
}

std::string fromWestern(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    for (const char c : bytes) append(text, static_cast<unsigned char>(c));
    return text;
}

} // namespace

Expected<std::string_view> utf8Text(std::string_view bytes, std::string& storage) {
    if (bytes.starts_with("\xef\xbb\xbf"sv)) bytes.remove_prefix(3);
    if (bytes.starts_with("\xff\xfe\0\0"sv) || bytes.starts_with("\0\0\xfe\xff"sv))
        return Error(ErrorCode::BadFormat, Message::tr("it is UTF-32: save it as UTF-8."));
    const bool littleMark = bytes.starts_with("\xff\xfe"sv), bigMark = bytes.starts_with("\xfe\xff"sv);
    const bool little = littleMark || looksLike(bytes, Order::LittleEndian);
    if (little || bigMark || looksLike(bytes, Order::BigEndian)) {
        if (littleMark || bigMark) bytes.remove_prefix(2);
        auto text = fromUtf16(bytes, little ? Order::LittleEndian : Order::BigEndian);
        if (!text) return text.error();
        storage = *std::move(text);
    } else if (!isUtf8(bytes)) {
        storage = fromWestern(bytes);
    } else {
        return bytes;
    }
    return std::string_view(storage);
}

} // namespace cnn
