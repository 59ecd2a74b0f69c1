#include "core/data/pixel_order.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace cnn {
namespace {

// to[i] = from[order.from[i]], channel by channel.
template<class T> void reorder(std::span<const T> from, std::span<T> to, const PixelOrder& order) {
    assert(order.size() > 0 && from.size() % order.size() == 0 && from.size() == to.size());
    for (std::size_t channel = 0; channel < from.size(); channel += order.size())
        for (std::size_t i = 0; i < order.size(); ++i) to[channel + i] = from[channel + order.from[i]];
}

} // namespace

PixelOrder shuffledOrder(std::size_t places, std::uint64_t seed) {
    PixelOrder order;
    order.from.resize(places);
    std::iota(order.from.begin(), order.from.end(), std::size_t{0});
    Rng(seed).shuffle(order.from);
    order.to.resize(places);
    for (std::size_t i = 0; i < places; ++i) order.to[order.from[i]] = i;
    return order;
}

std::vector<std::uint8_t> reordered(std::span<const std::uint8_t> image, const PixelOrder& order) {
    std::vector<std::uint8_t> to(image.size());
    reorder<std::uint8_t>(image, to, order);
    return to;
}

Dataset reordered(const Dataset& set, const PixelOrder& order) {
    Dataset to = set;
    const std::size_t each = set.shape.perImage();
    set.pixels.visit([&](const auto& from) {
        using Values = std::decay_t<decltype(from)>;
        to.pixels.visit([&](auto& all) {
            if constexpr (std::is_same_v<std::decay_t<decltype(all)>, Values>)
                for (std::size_t at = 0; at < from.size(); at += each)
                    reorder(std::span(from).subspan(at, each), std::span(all).subspan(at, each), order);
        });
    });
    return to;
}

DataSplit shuffledPixels(const DataSplit& split, std::uint64_t seed) {
    const auto places = static_cast<std::size_t>(split.train.shape.h) * static_cast<std::size_t>(split.train.shape.w);
    const PixelOrder order = shuffledOrder(places, seed);
    return {split.name + ", shuffled", reordered(split.train, order), reordered(split.test, order), split.watched,
            split.note};
}

Dataset firstImages(const Dataset& set, std::size_t images) {
    const std::size_t count = std::min(images, set.size());
    return {set.shape,
            set.pixels.part(0, count * set.shape.perImage()),
            {set.labels.begin(), set.labels.begin() + static_cast<std::ptrdiff_t>(count)},
            set.classNames,
            set.numbered,
            set.range};
}

} // namespace cnn
