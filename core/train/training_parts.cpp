#include "core/train/training_parts.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cnn {
namespace {

constexpr std::uint64_t ownStream = 0x7a11da7eULL; // apart from the order of the images, which has the same seed

} // namespace

std::size_t validationImages(std::size_t images, double share) {
    if (share <= 0 || images < 2) return 0;
    const auto wished = static_cast<std::size_t>(std::llround(share * static_cast<double>(images)));
    return std::clamp<std::size_t>(wished, 1, images - 1);
}

TrainingParts partsOf(std::size_t images, double share, std::uint64_t seed) {
    TrainingParts parts;
    parts.learned.resize(images);
    std::iota(parts.learned.begin(), parts.learned.end(), std::size_t{0});
    const auto kept = static_cast<std::ptrdiff_t>(validationImages(images, share));
    if (kept == 0) return parts;
    Rng(seed ^ ownStream).shuffle(parts.learned);
    parts.validation.assign(parts.learned.end() - kept, parts.learned.end());
    parts.learned.erase(parts.learned.end() - kept, parts.learned.end());
    std::sort(parts.learned.begin(), parts.learned.end());
    return parts;
}

std::size_t validationImages(const DataSplit& data, double share) {
    return data.watched > 0 ? data.watched : validationImages(data.train.size(), share);
}

TrainingParts partsOf(const DataSplit& data, double share, std::uint64_t seed) {
    if (data.watched == 0) return partsOf(data.train.size(), share, seed);
    TrainingParts parts{std::vector<std::size_t>(data.learned()), std::vector<std::size_t>(data.watched)};
    std::iota(parts.learned.begin(), parts.learned.end(), std::size_t{0});
    std::iota(parts.validation.begin(), parts.validation.end(), data.learned());
    Rng(seed ^ ownStream).shuffle(parts.validation);
    return parts;
}

} // namespace cnn
