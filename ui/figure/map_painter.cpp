#include "ui/figure/map_painter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

using Table = std::array<QRgb, 256>;

Table table(Ramp ramp) {
    Table colors{};
    for (std::size_t i = 0; i < colors.size(); ++i) {
        const double t = static_cast<double>(i) / 255;
        const int grey = static_cast<int>(i);
        switch (ramp) {
        case Ramp::Grey:
            colors[i] = qRgb(grey, grey, grey);
            break;
        case Ramp::Unsigned:
            colors[i] = unsignedRamp(t).rgb();
            break;
        // 0 lies between two entries of 256; 254 steps give it one of its own.
        case Ramp::Signed:
            colors[i] = signedRamp(static_cast<double>(grey - 127) / 127).rgb();
            break;
        }
    }
    return colors;
}

const Table& colors(Ramp ramp) {
    static const std::array<Table, 3> tables{table(Ramp::Grey), table(Ramp::Unsigned), table(Ramp::Signed)};
    return tables[static_cast<std::size_t>(ramp)];
}

std::size_t entry(float value, Ramp ramp, double largest) {
    const double t = largest > 0 && std::isfinite(value) ? static_cast<double>(value) / largest : 0;
    if (ramp == Ramp::Signed) return static_cast<std::size_t>(std::lround((std::clamp(t, -1.0, 1.0) + 1) * 127));
    return static_cast<std::size_t>(std::lround(std::clamp(t, 0.0, 1.0) * 255));
}

} // namespace

QImage mapImage(std::span<const float> values, int rows, int columns, Ramp ramp, double largest) {
    Q_ASSERT(values.size() == static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
    QImage image(columns, rows, QImage::Format_RGB32);
    const Table& all = colors(ramp);
    for (int y = 0; y < rows; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const auto row = values.subspan(static_cast<std::size_t>(y) * static_cast<std::size_t>(columns));
        for (int x = 0; x < columns; ++x) line[x] = all[entry(row[static_cast<std::size_t>(x)], ramp, largest)];
    }
    return image;
}

QImage pictureImage(const cnn::Tensor& image) {
    const cnn::Shape& s = image.shape();
    QImage picture(s.w, s.h, QImage::Format_RGB32);
    const auto level = [&](int c, int y, int x) {
        const float v = image.at(c, y, x);
        return static_cast<int>(std::lround(std::clamp(std::isfinite(v) ? v : 0.0F, 0.0F, 1.0F) * 255));
    };
    for (int y = 0; y < s.h; ++y)
        for (int x = 0; x < s.w; ++x) {
            if (s.c == 3) {
                picture.setPixel(x, y, qRgb(level(0, y, x), level(1, y, x), level(2, y, x)));
                continue;
            }
            int sum = 0;
            for (int c = 0; c < s.c; ++c) sum += level(c, y, x);
            picture.setPixel(x, y, qRgb(sum / s.c, sum / s.c, sum / s.c));
        }
    return picture;
}

double rampEnd(std::span<const float> values, Ramp ramp) {
    double largest = 0;
    for (const float v : values)
        if (std::isfinite(v)) largest = std::max(largest, ramp == Ramp::Signed ? std::abs(double{v}) : double{v});
    return largest;
}

void paintMap(QPainter& painter, const QRectF& where, const QImage& image) {
    const QTransform device = painter.deviceTransform();
    const double cell = where.width() * device.m11() / image.width();
    const bool whole = std::abs(cell - std::round(cell)) < 1e-3;
    const int factor = cell < 1 ? 1 // it becomes smaller
                       : whole  ? static_cast<int>(std::lround(cell))
                                : 2 * static_cast<int>(std::ceil(cell));
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !whole);
    painter.drawImage(where, image.scaled(image.size() * factor)); // nearest neighbour
    painter.restore();
}

void paintRamp(QPainter& painter, const QRectF& where, Ramp ramp) {
    QLinearGradient gradient(where.topLeft(), where.topRight());
    const Table& all = colors(ramp);
    for (std::size_t i = 0; i <= 16; ++i)
        gradient.setColorAt(static_cast<double>(i) / 16,
                            all[std::min<std::size_t>(i * 16, ramp == Ramp::Signed ? 254 : 255)]);
    painter.fillRect(where, gradient);
}

} // namespace ui
