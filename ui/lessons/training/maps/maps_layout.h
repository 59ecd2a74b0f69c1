// Where everything stands in the view "Maps".
//
//     all maps of the layer      one of them, large        what made one of its values
//     [ ][ ][ ][ ]               +----------------+        window  ×  kernel      products
//     [ ][ ][ ][ ]               |        []------|------>  ...                   ...
//     [ ][ ][ ][ ]               +----------------+                               sum
//     scale of the colours
//
// Neurons are one block instead of the first two. Where there is room every value covers a whole number of pixels.
#pragma once

#include "ui/figure/figure.h"
#include "ui/lessons/training/maps/maps_picture.h"

#include <vector>

namespace ui {

struct MapsLayout {
    double font = 1; // factor for text
    double padding = 0;
    QRectF smallHead, largeHead;
    std::vector<QRectF> maps;  // empty for neurons
    QRectF large;              // the large map, or the block of neurons
    int rows = 1, columns = 1; // of `large`
    QRectF panel, foot;

    static MapsLayout fit(QSizeF size, double scale, const MapsPicture& picture);
    // A value in the large map.
    QRectF cell(const MapsPicture& picture, const cnn::ValuePlace& place) const;
    std::optional<cnn::ValuePlace> cellAt(const MapsPicture& picture, QPointF point) const;
};

// Text sizes, before the factor.
constexpr double mapsHead = 14, mapsText = 13;

// So many squares in `room`, as many a row as make them largest; `cellsAcross`: values a side, of whole pixels where
// that costs little.
std::vector<QRectF> mapSquares(const QRectF& room, int count, int cellsAcross);
// `columns` x `rows` cells as large as `room` allows, at its upper left; of whole pixels when they are at least one.
QRectF fittingGrid(const QRectF& room, int rows, int columns, double largestCell);

} // namespace ui
