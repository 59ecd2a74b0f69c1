#include "core/train/smoothing.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace cnn {
namespace {

using Nine = std::array<float, 9>;

std::size_t cellOf(int y, int x, const Shape& shape) {
    const int row = std::clamp(y, 0, shape.h - 1), column = std::clamp(x, 0, shape.w - 1);
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(shape.w) + static_cast<std::size_t>(column);
}

} // namespace

template<class Rule> void Smoother::overNeighbours(std::span<float> image, const Shape& shape, const Rule& rule) {
    assert(image.size() == shape.perImage());
    m_from.assign(image.begin(), image.end());
    const std::size_t plane = static_cast<std::size_t>(shape.h) * static_cast<std::size_t>(shape.w);
    for (std::size_t begin = 0; begin < image.size(); begin += plane)
        for (int y = 0; y < shape.h; ++y)
            for (int x = 0; x < shape.w; ++x) {
                Nine nine;
                for (int k = 0; k < 9; ++k)
                    nine[static_cast<std::size_t>(k)] = m_from[begin + cellOf(y + k / 3 - 1, x + k % 3 - 1, shape)];
                image[begin + cellOf(y, x, shape)] = rule(nine);
            }
}

void Smoother::mean3x3(std::span<float> image, const Shape& shape) {
    overNeighbours(image, shape, [](const Nine& nine) {
        float sum = 0;
        for (const float value : nine) sum += value;
        return sum / 9;
    });
}

void Smoother::median3x3(std::span<float> image, const Shape& shape) {
    overNeighbours(image, shape, [](Nine& nine) {
        std::ranges::nth_element(nine, nine.begin() + 4);
        return nine[4];
    });
}

void Smoother::gaussian(std::span<float> image, const Shape& shape, double sigma) {
    assert(image.size() == shape.perImage());
    if (sigma <= 0) return;
    const int reach = static_cast<int>(std::ceil(3 * sigma));
    m_weights.clear();
    double sum = 0;
    for (int d = -reach; d <= reach; ++d) sum += std::exp(-d * d / (2 * sigma * sigma));
    for (int d = -reach; d <= reach; ++d)
        m_weights.push_back(static_cast<float>(std::exp(-d * d / (2 * sigma * sigma)) / sum));
    const std::size_t plane = static_cast<std::size_t>(shape.h) * static_cast<std::size_t>(shape.w);
    // A Gaussian of two directions is one along the rows of one along the columns.
    for (const bool down : {false, true}) {
        m_from.assign(image.begin(), image.end());
        for (std::size_t begin = 0; begin < image.size(); begin += plane)
            for (int y = 0; y < shape.h; ++y)
                for (int x = 0; x < shape.w; ++x) {
                    float value = 0;
                    for (int d = -reach; d <= reach; ++d)
                        value += m_weights[static_cast<std::size_t>(d + reach)] *
                                 m_from[begin + (down ? cellOf(y + d, x, shape) : cellOf(y, x + d, shape))];
                    image[begin + cellOf(y, x, shape)] = value;
                }
    }
}

} // namespace cnn
