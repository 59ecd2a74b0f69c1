// The texts of a kind of layer with its numbers in them.
#pragma once

#include "core/layers/layer_kind.h"

#include <functional>

namespace cnn {

// Each place in braces, as it stands between them, replaced by what `meaning` gives for it.
std::string filledIn(std::string_view text, const std::function<std::string(std::string_view place)>& meaning);

// A setting as people read it: of {share} 0.3 in per cent "30". nullopt: this kind has no such setting.
std::optional<std::string> settingText(const LayerInfo& info, std::string_view key);
// As files and programs read it: "0.3".
std::optional<std::string> settingNumber(const LayerInfo& info, std::string_view key);

} // namespace cnn
