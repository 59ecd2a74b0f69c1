#include "core/samples/grid_patterns.h"

#include "core/base/rng.h"

namespace cnn {
namespace {

constexpr float bright = 9;

// The value at row y, column x of a grid of h rows and w columns.
float patternAt(GridPattern pattern, int y, int x, int h, int w, Rng& rng) {
    switch (pattern) {
    case GridPattern::Edge:
        return 2 * x >= w ? bright : 0;
    case GridPattern::Ramp:
        return static_cast<float>(w <= 10 ? x : 10 * x / w);
    case GridPattern::Checker:
        return (x + y) % 2 == 1 ? bright : 0;
    case GridPattern::Letter:
        return x == 0 || x == w - 1 || y == h / 2 ? bright : 0;
    case GridPattern::Spot:
        return y == h / 2 && x == w / 2 ? 1.0F : 0.0F;
    case GridPattern::Noise:
        return static_cast<float>(rng.below(10));
    case GridPattern::Clear:
        break;
    }
    return 0;
}

} // namespace

Tensor gridPattern(GridPattern pattern, const Shape& shape, std::uint64_t seed) {
    Tensor grid(shape.withImages(1));
    for (int c = 0; c < shape.c; ++c) {
        Rng rng(seed, static_cast<std::uint64_t>(c));
        const bool turned = c % 2 == 1 && shape.h > 1;
        for (int y = 0; y < shape.h; ++y)
            for (int x = 0; x < shape.w; ++x)
                grid.at(c, y, x) = turned ? patternAt(pattern, x, y, shape.w, shape.h, rng)
                                          : patternAt(pattern, y, x, shape.h, shape.w, rng);
    }
    return grid;
}

} // namespace cnn
