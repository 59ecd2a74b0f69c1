#include "ui/figure/dataset_image.h"

namespace ui {

QImage datasetImage(const cnn::Dataset& set, std::size_t index) {
    const auto bytes = set.image(index);
    const auto pixels = static_cast<std::size_t>(set.shape.h) * static_cast<std::size_t>(set.shape.w);
    const std::size_t green = set.shape.c == 3 ? pixels : 0, blue = 2 * green;
    QImage image(set.shape.w, set.shape.h, QImage::Format_RGB32);
    std::size_t at = 0;
    for (int y = 0; y < set.shape.h; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < set.shape.w; ++x, ++at) line[x] = qRgb(bytes[at], bytes[at + green], bytes[at + blue]);
    }
    return image;
}

} // namespace ui
