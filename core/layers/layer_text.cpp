#include "core/layers/layer_text.h"

#include "core/layers/catalog.h"
#include "core/tensor/number_text.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

const LayerSetting* settingOf(const LayerInfo& info, std::string_view key) {
    const auto all = factsOf(info.kind).settings;
    const auto found = std::ranges::find(all, key, [](const LayerSetting& s) { return std::string_view(s.key); });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

std::string filledIn(std::string_view text, const std::function<std::string(std::string_view place)>& meaning) {
    std::string filled;
    while (!text.empty()) {
        const std::size_t open = text.find('{'), close = text.find('}', open);
        filled += text.substr(0, open);
        if (open == std::string_view::npos) break;
        assert(close != std::string_view::npos);
        filled += meaning(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
    return filled;
}

std::optional<std::string> settingText(const LayerInfo& info, std::string_view key) {
    const LayerSetting* setting = settingOf(info, key);
    if (!setting) return std::nullopt;
    const float value = info.setting(key, setting->missing);
    // Rounded, so that 0.29 is 29 and not 28.9999981.
    return shortest(setting->percent ? std::round(1e4F * value) / 100 : value);
}

std::optional<std::string> settingNumber(const LayerInfo& info, std::string_view key) {
    const LayerSetting* setting = settingOf(info, key);
    if (!setting) return std::nullopt;
    return shortest(info.setting(key, setting->missing));
}

} // namespace cnn
