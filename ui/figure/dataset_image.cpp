#include "ui/figure/dataset_image.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QImage imageOf(std::span<const std::uint8_t> bytes, const cnn::Shape& shape) {
    const auto pixels = static_cast<std::size_t>(shape.h) * static_cast<std::size_t>(shape.w);
    const std::size_t green = shape.c == 3 ? pixels : 0, blue = 2 * green;
    QImage image(shape.w, shape.h, QImage::Format_RGB32);
    std::size_t at = 0;
    for (int y = 0; y < shape.h; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < shape.w; ++x, ++at) line[x] = qRgb(bytes[at], bytes[at + green], bytes[at + blue]);
    }
    return image;
}

} // namespace

QImage datasetImage(const cnn::Dataset& set, std::size_t index) {
    return imageOf(set.bytes(index), set.shape);
}

QImage tensorImage(const cnn::Tensor& image) {
    std::vector<std::uint8_t> bytes;
    for (const float v : image.values())
        bytes.push_back(static_cast<std::uint8_t>(std::lround(255 * std::clamp(v, 0.0F, 1.0F))));
    return imageOf(bytes, image.shape());
}

} // namespace ui
