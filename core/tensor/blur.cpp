#include "core/tensor/blur.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace cnn {
namespace {

std::vector<float> gaussianWeights(double deviation) { // of the middle and of the cells on one side of it
    std::vector<float> weights(1 + static_cast<std::size_t>(std::ceil(2.5 * deviation)));
    double sum = 0;
    for (std::size_t k = 0; k < weights.size(); ++k) {
        const double way = static_cast<double>(k) / deviation, weight = std::exp(-way * way / 2);
        weights[k] = static_cast<float>(weight);
        sum += k == 0 ? weight : 2 * weight;
    }
    for (float& weight : weights) weight = static_cast<float>(static_cast<double>(weight) / sum);
    return weights;
}

// Every line of `length` numbers; it becomes a column, so that twice this is both directions.
void blurLines(std::span<const float> weights, int lines, int length, std::span<const float> from,
               std::span<float> to) {
    const int reach = static_cast<int>(weights.size()) - 1;
    std::vector<float> line(static_cast<std::size_t>(length + 2 * reach));
    for (int y = 0; y < lines; ++y) {
        const float* row = from.data() + static_cast<std::ptrdiff_t>(y) * length;
        for (int x = -reach; x < length + reach; ++x)
            line[static_cast<std::size_t>(x + reach)] = row[std::clamp(x, 0, length - 1)];
        for (int x = 0; x < length; ++x) {
            const float* middle = line.data() + x + reach;
            float sum = weights[0] * middle[0];
            for (int k = 1; k <= reach; ++k) sum += weights[static_cast<std::size_t>(k)] * (middle[-k] + middle[k]);
            to[static_cast<std::size_t>(x) * static_cast<std::size_t>(lines) + static_cast<std::size_t>(y)] = sum;
        }
    }
}

} // namespace

void blurPlane(std::span<float> values, int rows, int columns, double deviation) {
    assert(values.size() == static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
    if (deviation < 0.05) return;
    const std::vector<float> weights = gaussianWeights(deviation);
    std::vector<float> turned(values.size());
    blurLines(weights, rows, columns, values, turned);
    blurLines(weights, columns, rows, turned, values);
}

} // namespace cnn
