// The oldest answers to noise: each value becomes what its neighbours say. One image at a time, in channel, row, column
// order, every channel for itself; beyond the edge stands the nearest value of the edge.
#pragma once

#include "core/tensor/tensor.h"

namespace cnn {

// Holds working memory: one for each thread.
class Smoother {
public:
    void mean3x3(std::span<float> image, const Shape& shape);
    void median3x3(std::span<float> image, const Shape& shape);
    // sigma: standard deviation in pixels; 0 leaves the image as it is. Weights exp(-d^2 / (2 sigma^2)) up to a
    // distance of 3 sigma, divided by their sum.
    void gaussian(std::span<float> image, const Shape& shape, double sigma);

private:
    template<class Rule> void overNeighbours(std::span<float> image, const Shape& shape, const Rule& rule);
    std::vector<float> m_from, m_weights;
};

} // namespace cnn
