// Labelled images in memory, as bytes: 60,000 images of 28x28 take 47 MB.
#pragma once

#include "core/tensor/tensor.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace cnn {

struct Dataset {
    Shape shape;                      // of one image
    std::vector<std::uint8_t> pixels; // image after image, each in channel, row, column order; 0 is black, 255 white
    std::vector<int> labels;          // 0 .. classNames.size() - 1, one an image
    std::vector<std::string> classNames;
    bool numbered = false; // nobody named the classes: their names are their numbers

    std::size_t size() const { return labels.size(); }
    std::span<const std::uint8_t> image(std::size_t i) const {
        return std::span(pixels).subspan(i * shape.perImage(), shape.perImage());
    }
    // Images `indices` as one batch, scaled to 0..1, in the core's layout (image innermost); `to` gets its shape.
    void gather(std::span<const std::size_t> indices, Tensor& to) const;
};

struct DataSplit {
    std::string name; // for people: "Fashion-MNIST", "Drawn digits", the folder's name
    Dataset train, test;
    std::string note{}; // what to say about them, whole sentences, as that some files were left out; mostly empty
};

// More would be more than anybody can look at.
constexpr std::size_t mostClasses = 1000;
// Throws Error(Mismatch) unless there are 2 to mostClasses classes to learn.
void requireClasses(const DataSplit& split);

} // namespace cnn
