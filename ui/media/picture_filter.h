// A kernel over a whole picture, and the result made visible: the core's rows for the sums (filter2D takes half as long
// again), OpenCV's imgproc for all that follows. A test holds it to the core's layers.
#pragma once

#include "core/walk/picture_window.h"
#include "ui/media/shown_value.h"

#include <QImage>
#include <array>

namespace ui {

// The cross-correlation of every channel with the kernel (1, rows, columns), of the picture's size. Where the kernel
// stands on a pixel: core/walk/picture_window.h. Bands of rows are worked on by all processors; the result does not
// depend on how many there are.
cnn::Tensor filterPicture(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border);
// The same into `result`, whose memory is used again.
void filterPicture(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border, cnn::Tensor& result);

struct ValueRange {
    float low = 0, high = 0;
};
// values: not empty, finite.
ValueRange rangeOf(const cnn::Tensor& values);
double largestOf(const ValueRange& range); // magnitude

// From the lowest over zero, which is the middle one, to the highest.
using SignedColours = std::array<QRgb, 255>;

// How values become an image. It is no larger than `most` (empty: however large), a pixel the mean of a block of n x n
// values; what is left over at the right and below, less than n, is left out.
struct Visibility {
    cnn::ShowAs as = cnn::ShowAs::Clip;
    int channel = 0;       // which one `Signed` shows
    SignedColours colours; // for `Signed`
    QSize most;
};

// (1 or 3, rows, columns) as a picture.
QImage shownValues(const cnn::Tensor& values, const cnn::GreyRule& rule, QSize most = {});
// One channel in such colours: `largest` is the magnitude at both ends.
QImage signedValues(const cnn::Tensor& values, int channel, double largest, const SignedColours& colours,
                    QSize most = {});

// The whole image in exactly so many pixels, which are no more than it has.
QImage scaledDown(const QImage& image, QSize size);

struct VisiblePicture {
    ValueRange range; // of all filtered values
    QImage image;
};
// The same as filterPicture, rangeOf and one of the two above, band by band, so that the filtered values stay in the
// cache. scratch: memory for them where all must be known before one is shown; used again by the next call.
VisiblePicture filterVisibly(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border,
                             const Visibility& how, cnn::Tensor& scratch);

} // namespace ui
