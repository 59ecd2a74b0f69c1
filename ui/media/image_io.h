// Pictures in and out: Qt decodes and encodes, OpenCV's imgproc scales.
#pragma once

#include "core/tensor/tensor.h"

#include <QImage>
#include <QString>
#include <functional>
#include <stop_token>

namespace ui {

// Reads a png, jpeg, bmp, gif, pgm, ppm, pbm, webp or tiff; the kind is decided by the content, not by the name, and a
// photo's orientation is obeyed. Of several pages or frames it is the first. Refused are SVG and everything else, which
// are programs rather than pixels, files that do not hold all their pixels, and TIFF files of numbers that are none of
// a picture. Throws cnn::Error(NotFound, Unreadable, BadFormat, TooLarge) naming the file; beyond 32 million pixels is
// too large. Any thread may call it; it then says how far it is, and gives up with Error(Interrupted) when told to
// stop.
struct ReadWatch {
    std::stop_token stop;
    std::function<void(double)> progress; // 0 to 1, seldom; may be empty
    // Told once what of the file is not in the picture: further pages, frames and channels, the lower bits.
    std::function<void(const QString& sentences)> note = {};
    // Told when the file may be damaged inside although all pixels are there; `note` says that, too.
    std::function<void()> doubtful = {};
};
QImage readPicture(const QString& path, const ReadWatch& watch = {});

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

// Channel 0 as a grey picture, a pixel a cell: values rounded, below 0 black, above 255 white.
QImage greyPicture(const cnn::Tensor& values);

// PNG, or what the suffix says (jpg, bmp, ppm, pgm), written whole or not at all. Throws cnn::Error(Usage) for a suffix
// that we do not write, Error(WriteFailed).
void savePicture(const QImage& picture, const QString& path);

} // namespace ui
