#include "core/data/cell_camera.h"

#include "core/data/cell_form.h"
#include "core/tensor/blur.h"

#include <algorithm>
#include <cmath>

namespace cnn {

void takeShot(const CellShot& shot, int side, std::span<float> values) {
    const auto at = [&](int pixel) { return (2 * pixel + 1.0) / side - 1; }; // -1 .. 1 from border to border
    for (int y = 0; y < side; ++y) {
        const double stripe = shot.stripes * std::sin(0.9 * cellUnits / 2 * at(y));
        for (int x = 0; x < side; ++x) {
            const double corner = (at(x) * at(x) + at(y) * at(y)) / 2;
            const double light =
                shot.exposure * std::max(0.1, 1 + shot.slopeX * at(x) + shot.slopeY * at(y) - shot.dim * corner);
            float& value =
                values[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) + static_cast<std::size_t>(x)];
            value = static_cast<float>(light * (static_cast<double>(value) + shot.background + stripe));
        }
    }
    blurPlane(values, side, side, shot.blur);
}

void markCorner(int side, double strength, std::span<float> values) {
    const int first = static_cast<int>(std::lround(2 * side / cellUnits)),
              size = std::max(3, static_cast<int>(std::lround(5 * side / cellUnits)));
    for (int y = first; y < first + size; ++y)
        for (int x = first; x < first + size; ++x) {
            float& value =
                values[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) + static_cast<std::size_t>(x)];
            value += static_cast<float>(strength) * (0.95F - value);
        }
}

void countPhotons(double noise, Rng& rng, std::span<float> values) {
    const double white = noise > 0 ? 30 / (noise * noise) : 0;
    for (float& value : values) {
        double seen = std::max(0.0, static_cast<double>(value));
        if (white > 0) {
            const double mean = seen * white, z = rng.normal();
            seen = std::max(0.0, std::round(mean + z * std::sqrt(mean) + (z * z - 1) / 6)) / white;
        }
        value = static_cast<float>(std::min(1.0, seen));
    }
}

} // namespace cnn
