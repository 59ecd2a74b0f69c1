// Feature maps as plain pictures: every value one square of whole pixels, nothing smoothed.
#pragma once

#include "core/tensor/tensor.h"

#include <QImage>

namespace ui {

// The range that the colours of one layer share. Without negative values: viridis, from 0 (dark) to the largest; with
// some: blue, white at zero, red, symmetric about zero.
struct MapColours {
    float largest = 0; // magnitude; 0: everything is zero
    bool isSigned = false;

    QRgb of(float value) const;
    QString range() const; // "0 to 3.21" or "-3.21 to 3.21"
};
MapColours coloursFor(const cnn::Tensor& maps);

// Pixels a cell, so that the longer side of a map takes about 224 pixels, at most 64 a cell.
int cellPixels(const cnn::Shape& maps);
QImage mapPicture(const cnn::Tensor& maps, int channel, const MapColours& colours);
// Channel 0, 0 (black) to 1 (white), in the same cells.
QImage greyMap(const cnn::Tensor& image);
// Every map, row by row in an arrangement near a square, on white.
QImage mapSheet(const cnn::Tensor& maps, const MapColours& colours);

} // namespace ui
