// Photographs of a digit on paper, made: dark blue ink, light that comes from one side, a hand that was not steady.
#pragma once

#include "core/base/rng.h"
#include "core/data/dataset.h"

#include <QImage>
#include <algorithm>
#include <cmath>

namespace cnn {

// 800 × 600 pixels. The digit (28 × 28, light on dark) is 150 to 330 pixels wide, off the middle, turned by up to 10
// degrees; the paper is up to twice as bright on one side as on the other.
inline QImage paperPhoto(const Dataset& digits, std::size_t index, std::uint64_t seed) {
    Rng rng(seed, index);
    const std::vector<std::uint8_t> ink = digits.bytes(index);
    const auto inkAt = [&](double x, double y) { // between the pixels' centres
        const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
        const auto pixel = [&](int r, int c) {
            const bool there = r >= 0 && r < 28 && c >= 0 && c < 28;
            return there ? ink[static_cast<std::size_t>(r * 28 + c)] / 255.0 : 0.0;
        };
        const double across = x - left, down = y - top;
        return (1 - down) * ((1 - across) * pixel(top, left) + across * pixel(top, left + 1)) +
               down * ((1 - across) * pixel(top + 1, left) + across * pixel(top + 1, left + 1));
    };
    constexpr int wide = 800, high = 600;
    const double size = rng.uniform(150, 330) / 28, turn = rng.uniform(-10, 10) * 3.14159265 / 180;
    const double middleX = rng.uniform(180, wide - 180), middleY = rng.uniform(170, high - 170);
    const double lightFrom = rng.uniform(0, 6.283), unevenness = rng.uniform(0.1, 0.33);
    const double lightX = std::cos(lightFrom), lightY = std::sin(lightFrom);
    std::vector<double> grain(4096);
    for (double& g : grain) g = 4 * rng.normal();
    QImage photo(wide, high, QImage::Format_RGB888);
    for (int y = 0; y < high; ++y)
        for (int x = 0; x < wide; ++x) {
            const double dx = (x - middleX) / size, dy = (y - middleY) / size;
            const bool near = std::max(std::abs(dx), std::abs(dy)) < 20;
            const double pen = near ? inkAt(13.5 + dx * std::cos(turn) + dy * std::sin(turn),
                                            13.5 - dx * std::sin(turn) + dy * std::cos(turn))
                                    : 0;
            const double side = (x / 400.0 - 1) * lightX + (y / 300.0 - 1) * lightY;
            const double light = 255 * 0.66 * (1 + unevenness * side);
            const double colour[3] = {0.95 - 0.80 * pen, 0.93 - 0.75 * pen, 0.88 - 0.45 * pen};
            std::uint64_t chance = rng.bits();
            for (int c = 0; c < 3; ++c, chance >>= 12)
                photo.scanLine(y)[3 * x + c] =
                    static_cast<uchar>(std::clamp(light * colour[c] + grain[chance % 4096], 0.0, 255.0));
        }
    return photo;
}

} // namespace cnn
