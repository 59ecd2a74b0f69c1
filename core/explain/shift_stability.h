// Does an explanation hold still when the picture moves by one pixel?
#pragma once

#include "core/explain/class_map.h"

namespace cnn {

// The picture moved by whole pixels, down and to the right; what comes in at a border repeats it.
Tensor movedPicture(const Tensor& image, int down, int right);

struct ShiftStability {
    // Rank correlation (rank_correlation.h) of the picture's map with that of the picture moved by a pixel in each of
    // the eight directions, moved back, over the pixels that both have; nothing where a map is the same everywhere.
    std::vector<std::optional<double>> alike;
    double whole = 0;                // probability of the class
    std::vector<double> probability; // of the moved pictures

    std::optional<double> mean() const; // of those that there are
    std::optional<double> least() const;
};

// Error as classMap().
Expected<ShiftStability> shiftStability(const Network& network, const Tensor& image, int k,
                                        const ClassMapSettings& settings, const std::stop_token& stop = {},
                                        const std::function<void(double)>& done = {});

} // namespace cnn
