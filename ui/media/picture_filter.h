// A kernel over a whole picture, and the result made visible. OpenCV's imgproc does the work; a test holds it to the
// core's plain loop.
#pragma once

#include "core/walk/picture_window.h"
#include "core/walk/shown_value.h"

#include <QImage>
#include <array>

namespace ui {

// The cross-correlation of every channel with the kernel (1, rows, columns), of the picture's size. Where the kernel
// stands on a pixel: core/walk/picture_window.h. Bands of rows are worked on by all cores; the result does not depend
// on how many there are.
cnn::Tensor filterPicture(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border);
// The same into `result`, whose memory is used again.
void filterPicture(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border, cnn::Tensor& result);

struct ValueRange {
    float low = 0, high = 0;
};
// values: not empty, finite.
ValueRange rangeOf(const cnn::Tensor& values);
double largestOf(const ValueRange& range); // magnitude

// (1 or 3, rows, columns) as a picture.
QImage shownValues(const cnn::Tensor& values, const cnn::GreyRule& rule);

// From the lowest over zero, which is the middle one, to the highest.
using SignedColours = std::array<QRgb, 255>;
// One channel in such colours: `largest` is the magnitude at both ends.
QImage signedValues(const cnn::Tensor& values, int channel, double largest, const SignedColours& colours);

// Such an image no larger than `most`, a pixel the mean of a block of n x n. What is left over at the right and below,
// less than n pixels, is left out.
QImage coarser(QImage image, QSize most);

} // namespace ui
