#include "core/train/pixel_order.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace cnn {
namespace {

// to[i] = from[order.from[i]], channel by channel.
void reorder(std::span<const std::uint8_t> from, std::span<std::uint8_t> to, const PixelOrder& order) {
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
    reorder(image, to, order);
    return to;
}

Dataset reordered(const Dataset& set, const PixelOrder& order) {
    Dataset to{set.shape, std::vector<std::uint8_t>(set.pixels.size()), set.labels, set.classNames, set.numbered};
    for (std::size_t i = 0; i < set.size(); ++i)
        reorder(set.image(i), std::span(to.pixels).subspan(i * set.shape.perImage(), set.shape.perImage()), order);
    return to;
}

DataSplit shuffledPixels(const DataSplit& split, std::uint64_t seed) {
    const auto places = static_cast<std::size_t>(split.train.shape.h) * static_cast<std::size_t>(split.train.shape.w);
    const PixelOrder order = shuffledOrder(places, seed);
    return {split.name + ", shuffled", reordered(split.train, order), reordered(split.test, order)};
}

Dataset firstImages(const Dataset& set, std::size_t images) {
    const std::size_t count = std::min(images, set.size());
    const auto end = static_cast<std::ptrdiff_t>(count * set.shape.perImage());
    return {set.shape,
            {set.pixels.begin(), set.pixels.begin() + end},
            {set.labels.begin(), set.labels.begin() + static_cast<std::ptrdiff_t>(count)},
            set.classNames,
            set.numbered};
}

} // namespace cnn
