#include "app/map_pictures.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int wishedSide = 224, largestCell = 64, sheetGap = 8;

} // namespace

QString MapColours::range() const {
    const QString top = QString::number(largest, 'g', 4);
    return (ramp == Ramp::Signed ? "-" + top : QString("0")) + " to " + top;
}

MapColours coloursFor(const cnn::Tensor& maps) {
    const Ramp ramp = maps.array().minCoeff() < 0 ? Ramp::Signed : Ramp::Unsigned;
    return {ramp, rampEnd(maps.values(), ramp)};
}

int cellPixels(const cnn::Shape& maps) {
    return std::clamp(wishedSide / std::max(maps.h, maps.w), 1, largestCell);
}

QImage mapPicture(const cnn::Tensor& maps, int channel, const MapColours& colours) {
    const cnn::Shape shape = maps.shape();
    const auto values = maps.values().subspan(maps.offset(channel, 0, 0),
                                              shape.withImages(1).count() / static_cast<std::size_t>(shape.c));
    const QImage cells = mapImage(values, shape.h, shape.w, colours.ramp, colours.largest);
    return cells.scaled(cells.size() * cellPixels(shape), Qt::IgnoreAspectRatio, Qt::FastTransformation);
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
