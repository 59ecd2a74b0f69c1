// Feature maps as plain pictures: every value one square of whole pixels, nothing smoothed.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/figure/map_painter.h"

#include <QImage>
#include <QString>

namespace ui {

// The range that the colours of one layer share: viridis from 0 (dark) to the largest value; with negative values blue,
// white at zero, red, symmetric about zero.
struct MapColours {
    Ramp ramp = Ramp::Unsigned;
    double largest = 0; // at the end of the ramp

    QString range() const; // "0 to 3.21" or "-3.21 to 3.21"
};
MapColours coloursFor(const cnn::Tensor& maps);

// Pixels a cell, so that the longer side of a map takes about 224 pixels, at most 64 a cell.
int cellPixels(const cnn::Shape& maps);
QImage mapPicture(const cnn::Tensor& maps, int channel, const MapColours& colours);
// Every map, row by row in an arrangement near a square.
QImage mapSheet(const cnn::Tensor& maps, const MapColours& colours);

} // namespace ui
