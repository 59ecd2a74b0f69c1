#include "core/samples/colour_picture.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace cnn {
namespace {

constexpr double unit = 28; // the picture is laid out in this many units a side

struct Colour {
    double r = 0, g = 0, b = 0;
};

Colour between(Colour from, Colour to, double t) {
    return {from.r + t * (to.r - from.r), from.g + t * (to.g - from.g), from.b + t * (to.b - from.b)};
}

// Sky above, a meadow below; the balloon's stripes are as wide as they look on a ball.
Colour colourAt(double x, double y) {
    constexpr double middle = 14, centre = 10.5, radius = 8.2;
    const double dx = x - middle, dy = y - centre;
    const double half = dy <= 0 ? std::sqrt(std::max(0.0, radius * radius - dy * dy))
                                : radius * (1 - 0.75 * std::pow(dy / 11.0, 1.6)); // narrower towards the basket
    if (std::abs(dx) < half && dy < 9.2) {
        const auto stripe = static_cast<int>(std::floor((std::asin(dx / half) / std::numbers::pi + 0.5) * 5));
        constexpr Colour red{214, 42, 48}, yellow{250, 204, 58};
        return stripe % 2 == 0 ? red : yellow;
    }
    if (std::abs(dx) < 1.6 && y >= 21 && y < 24) return {112, 68, 34}; // the basket
    if (y > 24.5 - 1.5 * std::sin(x / 5)) return between({96, 176, 62}, {38, 108, 44}, (y - 23) / 5);
    return between({58, 124, 220}, {188, 222, 250}, y / 24);
}

} // namespace

std::vector<std::uint8_t> colourPicture(int side) {
    constexpr int n = 4; // a pixel is the mean of 4 × 4 places, so that slanted edges are smooth
    const std::size_t pixels = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    const double scale = unit / side;
    std::vector<std::uint8_t> bytes(3 * pixels);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            Colour sum;
            for (int i = 0; i < n * n; ++i) {
                const Colour c =
                    colourAt(scale * (x + (i % n + 0.5) / n), scale * (y + (static_cast<double>(i / n) + 0.5) / n));
                sum = {sum.r + c.r, sum.g + c.g, sum.b + c.b};
            }
            const auto at = static_cast<std::size_t>(y * side + x);
            std::size_t channel = 0;
            for (const double value : {sum.r, sum.g, sum.b})
                bytes[at + channel++ * pixels] = static_cast<std::uint8_t>(std::lround(value / (n * n)));
        }
    return bytes;
}

} // namespace cnn
