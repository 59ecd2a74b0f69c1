// Which training images are learned, and which are kept out of it, to watch how a run does on images it does not learn.
#pragma once

#include "core/data/dataset.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cnn {

// Indices of the training images, each in one of the two.
struct TrainingParts {
    std::vector<std::size_t> learned;    // ascending
    std::vector<std::size_t> validation; // in random order, so that the first of them are of all classes
};

// How many of `images` a share above 0 keeps out: at least one, and one is left; 0 for none.
std::size_t validationImages(std::size_t images, double share);
// The parts that a seed stands for.
TrainingParts partsOf(std::size_t images, double share, std::uint64_t seed);
// The same of data, where images that came as a validation set are the ones kept out, whatever the share.
std::size_t validationImages(const DataSplit& data, double share);
TrainingParts partsOf(const DataSplit& data, double share, std::uint64_t seed);

} // namespace cnn
