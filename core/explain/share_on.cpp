#include "core/explain/share_on.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace cnn {

std::optional<double> shareOn(const Tensor& map, std::span<const std::uint8_t> mask) {
    assert(map.size() == mask.size());
    double on = 0, all = 0;
    for (std::size_t i = 0; i < mask.size(); ++i) {
        const auto value = static_cast<double>(map.data()[i]);
        if (!(value > 0) || !std::isfinite(value)) continue;
        all += value;
        if (mask[i] != 0) on += value;
    }
    if (all == 0) return std::nullopt;
    return on / all;
}

double shareOfPixels(std::span<const std::uint8_t> mask) {
    if (mask.empty()) return 0;
    const auto inside = mask.size() - static_cast<std::size_t>(std::ranges::count(mask, std::uint8_t{0}));
    return static_cast<double>(inside) / static_cast<double>(mask.size());
}

} // namespace cnn
