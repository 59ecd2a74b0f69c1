#include "core/samples/neural_trace.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cnn {
namespace {

// A sharp deflection and a slower swing back: the usual picture of a spike outside the cell.
constexpr float shape[] = {0.2F, 1.0F, -0.6F, -0.4F, -0.2F};
constexpr int shapeSize = static_cast<int>(std::size(shape));
constexpr double drift = 9, noise = 3, smallest = 26, largest = 40; // microvolts
constexpr int apart = 25, jitter = 8;                               // samples

} // namespace

Tensor spikeShape() {
    Tensor t({1, 1, shapeSize, 1});
    std::copy(std::begin(shape), std::end(shape), t.data());
    return t;
}

Tensor neuralTrace(int samples, std::uint64_t seed) {
    Rng rng(seed);
    Tensor t({1, 1, samples, 1});
    const double phase = rng.uniform(0, 2 * std::numbers::pi);
    std::vector<double> values(static_cast<std::size_t>(samples));
    for (int i = 0; i < samples; ++i)
        values[static_cast<std::size_t>(i)] =
            drift * std::sin(phase + 2 * std::numbers::pi * i / 90) + noise * rng.normal();
    for (int at = apart / 2; at < samples; at += apart + static_cast<int>(rng.below(2 * jitter + 1)) - jitter) {
        const double size = rng.uniform(smallest, largest);
        for (int i = 0; i < shapeSize && at + i < samples; ++i)
            values[static_cast<std::size_t>(at + i)] += size * static_cast<double>(shape[i]);
    }
    std::ranges::transform(values, t.data(), [](double v) { return static_cast<float>(std::round(v)); });
    return t;
}

} // namespace cnn
