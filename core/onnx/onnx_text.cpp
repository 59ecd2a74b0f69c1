#include "core/onnx/onnx_text.h"

#include "core/base/plain_text.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr std::size_t longestName = 100;

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

} // namespace

bool isStandard(std::string_view domain) {
    return domain.empty() || domain == "ai.onnx";
}

bool isCleanText(std::string_view text) {
    return plainText(text) == text;
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
