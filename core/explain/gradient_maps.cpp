#include "core/explain/gradient_maps.h"

#include "core/explain/inside.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

// d logit_k / d values[value]
Tensor gradientOfLogit(const Network& network, const Trace& trace, int k, std::size_t value) {
    const std::size_t scores = scoreValue(network);
    const Shape& s = trace.values[scores].shape();
    Tensor one(s);
    one.values()[static_cast<std::size_t>(k)] = 1; // of one row and column, or flattened behind
    assert(static_cast<std::size_t>(k) < s.count());
    return gradientBetween(network, trace, scores, one, value);
}

} // namespace

Tensor saliency(const Network& network, const Trace& trace, int k) {
    const Tensor gradient = gradientOfLogit(network, trace, k, 0);
    const Shape shape = gradient.shape();
    Tensor map(Shape{1, shape.h, shape.w, 1});
    for (int c = 0; c < shape.c; ++c)
        for (std::size_t i = 0; i < map.size(); ++i)
            map.data()[i] = std::max(map.data()[i], std::abs(gradient.data()[gradient.offset(c, 0, 0) + i]));
    return map;
}

Tensor gradCam(const Network& network, const Trace& trace, std::size_t layer, int k) {
    const std::size_t value = activatedValue(network, layer);
    const Tensor gradient = gradientOfLogit(network, trace, k, value);
    const Tensor& maps = trace.values[value];
    Tensor cam(Shape{1, maps.shape().h, maps.shape().w, 1});
    const auto cells = static_cast<Eigen::Index>(cam.size());
    for (int c = 0; c < maps.shape().c; ++c) {
        const ConstArrayView slope(gradient.data() + gradient.offset(c, 0, 0), cells);
        cam.array() += slope.mean() * ConstArrayView(maps.data() + maps.offset(c, 0, 0), cells);
    }
    cam.array() = cam.array().max(0.0F);
    return cam;
}

Tensor unitGradient(const Network& network, const Trace& trace, std::size_t value, const ValuePlace& unit) {
    Tensor one(trace.values[value].shape());
    one.at(unit.c, unit.y, unit.x) = 1;
    const Tensor gradient = gradientBetween(network, trace, value, one, 0);
    const Shape& shape = gradient.shape();
    Tensor map(Shape{1, shape.h, shape.w, 1});
    for (int c = 0; c < shape.c; ++c)
        map.array() +=
            ConstArrayView(gradient.data() + gradient.offset(c, 0, 0), static_cast<Eigen::Index>(map.size())).abs();
    double sum = 0;
    for (const float v : map.values()) sum += static_cast<double>(v);
    if (sum > 0 && std::isfinite(sum)) map.array() /= static_cast<float>(sum);
    return map;
}

} // namespace cnn
