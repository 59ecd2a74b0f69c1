// Arrays as Python's programs keep data sets: which are images and which are labels is told by their names.
#pragma once

#include "core/data/found_set.h"
#include "core/data/number_array.h"

#include <functional>
#include <optional>

namespace cnn {

// What a name says: "train_images" and "x_train", "kmnist-test-labels", "X", "target".
struct ArrayName {
    enum Part { Train, Validation, Test }; // Train too where no part is named
    Part part = Train;
    bool labels = false;
    std::string set; // what else is in the name: "kmnist"
};
std::optional<ArrayName> arrayNamed(const std::string& name);

struct NamedArray {
    std::string name;
    ArrayName is;
    std::function<NumberArray()> read; // when it is needed; may throw
};
// Of one set's arrays, in `where`. Images are (images, rows, columns), with 1 or 3 channels as last or second axis, or
// (images, pixels) of a square; labels one number or text an image, or one-hot. Throws Error(NotFound, BadFormat,
// Mismatch) naming `where` and the arrays: none for images or for labels, volumes, several labels an image, counts that
// differ.
FoundSet foundInArrays(const std::vector<NamedArray>& arrays, const std::string& where, DataPart part);

// Whether so many values are the pixels of a square, grey or of three channels, and whose.
std::optional<Shape> squareOf(std::size_t values);

} // namespace cnn
