#include "core/data/class_split.h"

#include "core/base/rng.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr std::uint64_t splitSeed = 1; // of the split and the order
constexpr std::size_t oneInTest = 5;

} // namespace

ClassSplit splitByClass(std::span<const int> labels) {
    std::vector<std::vector<std::size_t>> classes;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto label = static_cast<std::size_t>(labels[i]);
        if (label >= classes.size()) classes.resize(label + 1);
        classes[label].push_back(i);
    }
    ClassSplit split;
    for (std::size_t label = 0; label < classes.size(); ++label) {
        std::vector<std::size_t>& images = classes[label];
        Rng(splitSeed, label).shuffle(images);
        const std::size_t count = images.size();
        const std::size_t tested = count < 2 ? 0 : std::max<std::size_t>(1, (count + oneInTest / 2) / oneInTest);
        const auto kept = images.begin() + static_cast<std::ptrdiff_t>(tested);
        split.test.insert(split.test.end(), images.begin(), kept);
        split.train.insert(split.train.end(), kept, images.end());
    }
    Rng(splitSeed, 1).shuffle(split.train);
    Rng(splitSeed, 2).shuffle(split.test);
    return split;
}

} // namespace cnn
