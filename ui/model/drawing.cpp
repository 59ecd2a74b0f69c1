#include "ui/model/drawing.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double core = 0.7, edge = 1.6, eraserGrows = 0.6;

double distanceToSegment(QPointF p, QPointF a, QPointF b) {
    const QPointF along = b - a, from = p - a;
    const double length = QPointF::dotProduct(along, along);
    const double t = length > 0 ? std::clamp(QPointF::dotProduct(from, along) / length, 0.0, 1.0) : 0;
    const QPointF rest = from - t * along;
    return std::sqrt(QPointF::dotProduct(rest, rest));
}

} // namespace

void Drawing::stroke(QByteArray& pixels, const cnn::Shape& shape, QPoint from, QPoint to, bool erase) {
    const double scale = std::max(1.0, std::max(shape.h, shape.w) / double{usual.w}), grow = erase ? eraserGrows : 0;
    const auto plane = static_cast<std::size_t>(shape.h) * static_cast<std::size_t>(shape.w);
    for (std::size_t begin = 0; begin < static_cast<std::size_t>(pixels.size()); begin += plane)
        strokeOn(std::span(pixels.data(), static_cast<std::size_t>(pixels.size())).subspan(begin, plane), shape.w, from,
                 to, erase, {scale * (core + grow), scale * (edge + grow)});
}

void Drawing::strokeOn(std::span<char> pixels, int columns, QPoint from, QPoint to, bool erase, Pen pen) {
    const int rows = static_cast<int>(pixels.size()) / columns;
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            const double distance = distanceToSegment(QPointF(x, y), from, to);
            const int ink = static_cast<int>(
                std::lround(255 * std::clamp((pen.edge - distance) / (pen.edge - pen.core), 0.0, 1.0)));
            char& cell = pixels[static_cast<std::size_t>(y * columns + x)];
            const int old = static_cast<std::uint8_t>(cell);
            cell = static_cast<char>(erase ? std::min(old, 255 - ink) : std::max(old, ink));
        }
}

cnn::Tensor Drawing::tensor(const QByteArray& pixels, const cnn::Shape& shape) {
    cnn::Tensor image(shape.withImages(1));
    for (qsizetype i = 0; i < pixels.size(); ++i)
        image.values()[static_cast<std::size_t>(i)] =
            static_cast<float>(static_cast<std::uint8_t>(pixels[i])) * (1.0F / 255.0F);
    return image;
}

QByteArray Drawing::from(const cnn::Tensor& image) {
    QByteArray pixels = blank(image.shape());
    for (std::size_t i = 0; i < image.size(); ++i)
        pixels[static_cast<qsizetype>(i)] =
            static_cast<char>(std::lround(255 * std::clamp(image.values()[i], 0.0F, 1.0F)));
    return pixels;
}

} // namespace ui
