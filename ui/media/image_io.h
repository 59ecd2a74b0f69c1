// Pictures as numbers, and written: Qt encodes, OpenCV's imgproc scales.
#pragma once

#include "core/data/raster.h"
#include "core/tensor/tensor.h"

#include <QImage>
#include <QRect>
#include <QString>

namespace ui {

// One channel 1 x rows x columns, 0 (black) to 255 (white); transparent parts count as white paper. Grey stays exact,
// colour becomes its luma (ITU-R BT.601).
cnn::Tensor greyValues(const QImage& picture);

// (3, rows, columns) red, green and blue, 0 to 255; transparent parts count as white paper.
cnn::Tensor colourValues(const QImage& picture);

// The whole picture no larger than `most`, its proportions kept; each pixel the mean of those it stands for.
QImage reduced(const QImage& picture, QSize most);

// The whole picture scaled to a network's input, 0 (black) to 1 (white), keeping its proportions: what is left over is
// black. The shape has 1 channel (grey) or 3 (red, green, blue); Error(Mismatch) otherwise.
cnn::Tensor fitToNetwork(const QImage& picture, const cnn::Shape& shape);

// The same of the numbers that a file holds, untouched but for the scaling: what is left over holds the least of them.
// Where colours become grey it is their luma; where nothing is, the paper is white by their type.
cnn::Tensor fitNumbers(const cnn::Raster& picture, const cnn::Shape& shape);
// Rows and columns that a picture of that size fills in the shape; beside them something is left over.
QRect filledPart(QSize picture, const cnn::Shape& shape);

// Channel 0 as a grey picture, a pixel a cell: values rounded, below 0 black, above 255 white.
QImage greyPicture(const cnn::Tensor& values);
// Of three channels, red, green and blue, the same.
QImage colouredPicture(const cnn::Tensor& values);

// PNG, or what the suffix says (jpg, bmp, ppm, pgm), written whole or not at all. Throws cnn::Error(Usage) for a suffix
// that we do not write, Error(WriteFailed).
void savePicture(const QImage& picture, const QString& path);

} // namespace ui
