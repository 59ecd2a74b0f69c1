#include "core/onnx/onnx_text.h"

#include <algorithm>
#include <cstdint>

namespace cnn {
namespace {

constexpr std::size_t longestName = 100;

// Bytes of the UTF-8 character at the start of `text`, 0 when it is not one (RFC 3629: no surrogates, no longer form
// than needed, nothing beyond U+10FFFF).
std::size_t characterLength(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const std::uint32_t first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    std::uint32_t code = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return 0;
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    const std::uint32_t smallest = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
    const bool isSurrogate = code >= 0xD800 && code <= 0xDFFF;
    return code < smallest || code > 0x10FFFF || isSurrogate ? 0 : length;
}

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

} // namespace

bool isCleanText(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = characterLength(text);
        if (length == 0 || isControl(text.front())) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string inQuotes(std::string_view name) {
    constexpr std::size_t most = 60;
    std::string shown(name.substr(0, most));
    for (char& c : shown)
        if (isControl(c) || static_cast<unsigned char>(c) >= 0x80) c = '?';
    return '"' + shown + (name.size() > most ? "..." : "") + '"';
}

std::string layerName(std::string_view nodeName) {
    while (!nodeName.empty() && nodeName.front() == '/') nodeName.remove_prefix(1);
    if (nodeName.size() > longestName || !isCleanText(nodeName)) return {};
    std::string name(nodeName);
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '/' || c == '\\'; }, '_');
    return name;
}

std::string joinLines(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        if (!text.empty()) text += '\n';
        text += name;
        std::replace(text.end() - static_cast<std::ptrdiff_t>(name.size()), text.end(), '\n', ' ');
    }
    return text;
}

std::vector<std::string> splitLines(std::string_view text, std::size_t count) {
    if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1 != count) return {};
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view line = text.substr(0, text.find('\n'));
        if (line.empty() || line.size() > longestName || !isCleanText(line)) return {};
        names.emplace_back(line);
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return names;
}

} // namespace cnn
