// Labelled images in memory, as their files have them: 60,000 images of 28x28 bytes take 47 MB.
#pragma once

#include "core/data/pixels.h"
#include "core/tensor/display_range.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace cnn {

struct Dataset {
    Shape shape;             // of one image
    Pixels pixels;           // image after image, each in channel, row, column order
    std::vector<int> labels; // 0 .. classNames.size() - 1, one an image
    std::vector<std::string> classNames;
    bool numbered = false;   // nobody named the classes: their names are their numbers
    DisplayRange range = {}; // one for all images: brightness means the same in each of them

    std::size_t size() const { return labels.size(); }
    // Image i for eyes: 0 black, 255 white by the range, rounded.
    std::vector<std::uint8_t> bytes(std::size_t i) const;
    // Image i, 0 .. 1 by the range, into `to`, which has room for shape.perImage() values.
    void scale(std::size_t i, float* to) const;
    // Images `indices` as one batch, 0 .. 1 by the range, in the core's layout (image innermost); `to` gets its shape.
    void gather(std::span<const std::size_t> indices, Tensor& to) const;
};

struct DataSplit {
    std::string name; // for people: "Fashion-MNIST", "Drawn digits", the folder's name
    Dataset train, test;
    std::size_t watched = 0; // the last so many of train are a validation set that came with the data: not learned
    std::string note{};      // what to say about them, whole sentences, as that some files were left out; mostly empty

    std::size_t learned() const { return train.size() - watched; }
};

// More would be more than anybody can look at.
constexpr std::size_t mostClasses = 1000;
// Throws Error(Mismatch) unless there are 2 to mostClasses classes to learn.
void requireClasses(const DataSplit& split);

} // namespace cnn
