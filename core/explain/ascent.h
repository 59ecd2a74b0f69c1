// The picture that excites a filter or a class most, found by gradient ascent on the picture (Erhan et al.,
// "Visualizing Higher-Layer Features of a Deep Network", 2009; L2 decay and blur as in Yosinski et al., "Understanding
// Neural Networks Through Deep Visualization", 2015; jitter as in Mordvintsev et al. 2015).
//
// a(x): the mean of channel c of a value, or its unit in the middle. Starting from x = 0.5 and a little noise, each
// step
//     x <- cut to 0..1 of (1 - decay) * (x - 0.5) + 0.5 + step * g / max |g|        g = d a / d x
//     x <- (1 - blur) * x + blur * (x under the kernel 1 2 1, down and across, divided by 16)
// with g taken of the picture moved by up to `jitter` pixels, and moved back. Where the gradient is zero, as outside
// the receptive field of the unit, x goes to grey.
#pragma once

#include "core/network/network.h"

#include <cstdint>
#include <span>
#include <stop_token>

namespace cnn {

struct AscentSettings {
    int steps = 40;
    double step = 0.1;
    double decay = 0.02; // a step, 0..1
    double blur = 0.1;   // 0..1
    int jitter = 0;      // pixels, >= 0
    bool unit = true;    // the unit in the middle alone: row h / 2, column w / 2
    std::uint64_t seed = 1;
    bool operator==(const AscentSettings&) const = default;
};

struct Ascent {
    Tensor pictures;                  // one image a channel asked for
    std::vector<float> before, after; // a(x) of the noise and of the picture
};

// `value`: index in Trace::values, >= 1: a convolution's own output for filters (behind a ReLU no gradient might come
// back), the last one for classes. The same seed gives the same picture for a channel whatever others are asked for.
// Error: Interrupted.
Expected<Ascent> ascend(const Network& network, std::size_t value, std::span<const int> channels,
                        const AscentSettings& settings, const std::stop_token& stop = {});

} // namespace cnn
