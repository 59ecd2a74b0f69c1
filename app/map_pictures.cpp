#include "app/map_pictures.h"

#include "ui/figure/style.h"
#include "ui/media/image_io.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int wishedSide = 224, largestCell = 64, sheetGap = 8;

} // namespace

QRgb MapColours::of(float value) const {
    const double t = largest > 0 ? static_cast<double>(value) / static_cast<double>(largest) : 0;
    return (isSigned ? signedRamp(t) : unsignedRamp(t)).rgb();
}

QString MapColours::range() const {
    const QString top = QString::number(static_cast<double>(largest), 'g', 4);
    return (isSigned ? "-" + top : QString("0")) + " to " + top;
}

MapColours coloursFor(const cnn::Tensor& maps) {
    return {maps.array().abs().maxCoeff(), maps.array().minCoeff() < 0};
}

int cellPixels(const cnn::Shape& maps) {
    return std::clamp(wishedSide / std::max(maps.h, maps.w), 1, largestCell);
}

QImage mapPicture(const cnn::Tensor& maps, int channel, const MapColours& colours) {
    const cnn::Shape shape = maps.shape();
    QImage cells(shape.w, shape.h, QImage::Format_RGB32);
    for (int y = 0; y < shape.h; ++y)
        for (int x = 0; x < shape.w; ++x) cells.setPixel(x, y, colours.of(maps.at(channel, y, x)));
    return cells.scaled(cells.size() * cellPixels(shape), Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

QImage greyMap(const cnn::Tensor& image) {
    cnn::Tensor values = image;
    values.array() *= 255.0F;
    const QImage cells = greyPicture(values);
    return cells.scaled(cells.size() * cellPixels(image.shape()), Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

QImage mapSheet(const cnn::Tensor& maps, const MapColours& colours) {
    const cnn::Shape shape = maps.shape();
    const QSize map = QSize(shape.w, shape.h) * cellPixels(shape);
    const int columns = static_cast<int>(std::ceil(std::sqrt(shape.c)));
    const int rows = (shape.c + columns - 1) / columns;
    QImage sheet(columns * (map.width() + sheetGap) + sheetGap, rows * (map.height() + sheetGap) + sheetGap,
                 QImage::Format_RGB32);
    sheet.fill(palette(Theme::Light).line); // neither ramp has this grey
    QPainter painter(&sheet);
    for (int c = 0; c < shape.c; ++c)
        painter.drawImage(sheetGap + c % columns * (map.width() + sheetGap),
                          sheetGap + c / columns * (map.height() + sheetGap), mapPicture(maps, c, colours));
    return sheet;
}

} // namespace ui
