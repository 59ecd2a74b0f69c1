#include "core/data/range_wish.h"

#include "core/tensor/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace cnn {
namespace {

// Without what is not finite; low > high where nothing is.
DisplayRange extremesOf(const Pixels& pixels) {
    constexpr float most = std::numeric_limits<float>::max();
    DisplayRange range{most, -most};
    pixels.visit([&](const auto& values) {
        for (const auto value : values) {
            const auto v = static_cast<float>(value);
            if (!std::isfinite(v)) continue;
            range.low = std::min(range.low, v);
            range.high = std::max(range.high, v);
        }
    });
    return range;
}

// The values below and above which lie `cut` per cent of them, to 1/65,535 of their extent; of bytes and words exactly.
DisplayRange percentilesOf(const Pixels& pixels, const DisplayRange& extremes, double cut) {
    constexpr std::size_t bins = 65536;
    const bool whole = pixels.kind() != Pixels::Kind::Floats;
    const double low = whole ? 0 : static_cast<double>(extremes.low),
                 step = whole ? 1 : (static_cast<double>(extremes.high) - low) / (bins - 1);
    std::vector<std::size_t> counts(bins);
    std::size_t all = 0;
    pixels.visit([&](const auto& values) {
        for (const auto value : values) {
            const auto v = static_cast<double>(value);
            if (!std::isfinite(v)) continue;
            ++counts[static_cast<std::size_t>(std::lround((v - low) / step))];
            ++all;
        }
    });
    const auto beyond = static_cast<std::size_t>(static_cast<double>(all) * cut / 100);
    std::size_t first = 0, last = bins - 1;
    for (std::size_t below = counts[first]; below <= beyond && first < last; below += counts[first]) ++first;
    for (std::size_t above = counts[last]; above <= beyond && last > first; above += counts[last]) --last;
    return {static_cast<float>(low + step * static_cast<double>(first)),
            static_cast<float>(low + step * static_cast<double>(last))};
}

DisplayRange notEmpty(DisplayRange range) {
    if (range.low < range.high) return range;
    range.high = range.low + 1;
    if (range.high == range.low) range.high = std::nextafter(range.low, std::numeric_limits<float>::max());
    return range;
}

} // namespace

RangeRule ruleOf(const RangeWish& wish, Pixels::Kind kind) {
    return wish.rule.value_or(kind == Pixels::Kind::Bytes ? RangeRule::ByType : RangeRule::MinMax);
}

bool takenFromImages(const RangeWish& wish, Pixels::Kind kind) {
    const RangeRule rule = ruleOf(wish, kind);
    return rule == RangeRule::MinMax || rule == RangeRule::Percentiles;
}

DisplayRange displayRangeOf(const Pixels& pixels, const RangeWish& wish, const DisplayRange& type) {
    const RangeRule rule = ruleOf(wish, pixels.kind());
    if (rule == RangeRule::ByType) return type;
    if (rule == RangeRule::Typed) return notEmpty(wish.typed);
    const DisplayRange extremes = extremesOf(pixels);
    if (extremes.low > extremes.high) return type; // no finite value at all
    if (rule == RangeRule::MinMax || extremes.low == extremes.high) return notEmpty(extremes);
    return notEmpty(percentilesOf(pixels, extremes, wish.cut));
}

namespace {

// Without an exponent where people write none. The largest whole number of 32 bits is none of a float's.
std::string valueText(float value, const DisplayRange& type) {
    constexpr float largestWord = 4294967296.0F, least = 1e-4F, most = 1e10F;
    if (value == largestWord && type.high == largestWord) return "4294967295";
    const float size = std::abs(value);
    if (size != 0 && (size < least || size >= most)) return shortest(value);
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ptr;
    return {text.data(), end};
}

// "0 to 2600 of 65535", or where the values may be negative or have a point, "-3 to 2.5".
Message valuesText(const DisplayRange& range, const DisplayRange& type) {
    const std::string low = valueText(range.low, type), high = valueText(range.high, type);
    if (type.low == 0 && type.high > 1) return Message::tr("%1 to %2 of %3", low, high, valueText(type.high, type));
    return Message::tr("%1 to %2", low, high);
}

} // namespace

Message rangeOfPicture(const DisplayRange& range, const DisplayRange& type, RangeFrom from) {
    const Message values = valuesText(range, type);
    return from == RangeFrom::Network
               ? Message::tr("Its values %1 are shown as black to white, as when the network learned.", values)
               : Message::tr("Its values %1 are shown as black to white.", values);
}

Message rangeOfSet(const DisplayRange& range, const DisplayRange& type, RangeFrom from) {
    const Message values = valuesText(range, type);
    if (from == RangeFrom::Network)
        return Message::tr("Values %1 stand for black to white, as when the network learned.", values);
    return Message::tr("Values %1 stand for black to white, the same for all images: stretched one by one, the same "
                       "brightness would mean something else in each.",
                       values);
}

} // namespace cnn
