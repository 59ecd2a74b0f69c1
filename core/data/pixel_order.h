// One fixed new order of the pixels, the same for every image of a data set: the picture turns into noise, yet not one
// number is lost.
#pragma once

#include "core/data/dataset.h"

namespace cnn {

// Place i of the reordered image takes the pixel that was at place from[i]; to[i] is where the pixel of place i went.
// Places count row by row: row * columns + column. Each channel is reordered alike.
struct PixelOrder {
    std::vector<std::size_t> from, to;

    std::size_t size() const { return from.size(); }
    PixelOrder inverse() const { return {to, from}; }
    bool operator==(const PixelOrder&) const = default;
};

// The order of `places` pixels that a seed stands for: the same on every machine, every order equally likely.
PixelOrder shuffledOrder(std::size_t places, std::uint64_t seed);

// One image (any number of channels, shape.h * shape.w == order.size(), asserted).
std::vector<std::uint8_t> reordered(std::span<const std::uint8_t> image, const PixelOrder& order);
// Every image of the set; labels and names stay.
Dataset reordered(const Dataset& set, const PixelOrder& order);
// Training and test images in the one order of that seed.
DataSplit shuffledPixels(const DataSplit& split, std::uint64_t seed);

// The first `images` of a set, all when there are fewer.
Dataset firstImages(const Dataset& set, std::size_t images);

} // namespace cnn
