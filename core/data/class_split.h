// Which images test a network where nobody has said so.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace cnn {

struct ClassSplit {
    std::vector<std::size_t> train, test; // indices; the first of each are of all classes
};
// A seeded fifth of each class, at least one image where there are two, tests: the same labels, the same split. The
// order of a class's images counts. labels: 0 or more, one an image.
ClassSplit splitByClass(std::span<const int> labels);

} // namespace cnn
