#include "ui/figure/picture_overlay.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

double greyAt(const cnn::Tensor& picture, int y, int x) {
    const cnn::Shape& s = picture.shape();
    if (s.c != 3) return static_cast<double>(picture.at(0, y, x));
    constexpr std::array luma{0.299, 0.587, 0.114}; // ITU-R BT.601
    double grey = 0;
    for (int c = 0; c < 3; ++c) grey += luma[static_cast<std::size_t>(c)] * static_cast<double>(picture.at(c, y, x));
    return grey;
}

// Dark where the map is zero, so that the picture stays in sight there; nearly the ramp's own colour where it is large.
QColor laidOver(double grey, double t) {
    const double share = std::clamp(t, 0.0, 1.0);
    return mix(greyRamp(grey), unsignedRamp(share), 0.2 + 0.65 * share);
}

} // namespace

QImage overlayImage(const cnn::Tensor& picture, const cnn::Tensor& map, double largest) {
    const cnn::Shape& s = picture.shape();
    QImage image(s.w, s.h, QImage::Format_RGB32);
    for (int y = 0; y < s.h; ++y)
        for (int x = 0; x < s.w; ++x) {
            const double value = static_cast<double>(map.at(0, y, x));
            const double t = largest > 0 && std::isfinite(value) ? value / largest : 0;
            image.setPixel(x, y, laidOver(greyAt(picture, y, x), t).rgb());
        }
    return image;
}

QImage overlayScale() {
    constexpr int steps = 64;
    QImage bar(steps, 1, QImage::Format_RGB32);
    for (int i = 0; i < steps; ++i) bar.setPixel(i, 0, laidOver(0, i / (steps - 1.0)).rgb());
    return bar;
}

} // namespace ui
