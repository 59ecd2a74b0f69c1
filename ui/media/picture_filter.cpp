#include "ui/media/picture_filter.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace ui {
namespace {

// A view, no copy: valid as long as the tensor.
cv::Mat planeOf(const cnn::Tensor& t, int channel) {
    return {t.shape().h, t.shape().w, CV_32F, const_cast<float*>(t.data() + t.offset(channel, 0, 0))};
}

int modeOf(cnn::PadMode border) {
    switch (border) {
    case cnn::PadMode::Zeros:
        return cv::BORDER_CONSTANT;
    case cnn::PadMode::Replicate:
        return cv::BORDER_REPLICATE;
    case cnn::PadMode::Reflect:
        return cv::BORDER_REFLECT_101;
    case cnn::PadMode::Circular:
        return cv::BORDER_WRAP;
    }
    return cv::BORDER_CONSTANT;
}

// Beyond 49 cells filter2D goes through a Fourier transform, slower here and off by more than its sums; such a kernel
// is taken in slices of rows, whose results are added.
constexpr int mostCells = 49;

// Rows of `out` from `padded`, which begins with the first row that they read and has its borders around it.
void filterSlices(const cv::Mat& padded, cv::Mat& out, const cv::Mat& kernel) {
    const int slice = std::max(1, std::min(kernel.rows, mostCells / kernel.cols));
    for (int first = 0; first < kernel.rows; first += slice) {
        const cv::Mat part = kernel.rowRange(first, std::min(first + slice, kernel.rows));
        // Row `first` of the kernel meets row y + first of the padded picture; the anchor at the part's first cell.
        const cv::Mat from = padded(cv::Rect(0, first, out.cols, out.rows));
        cv::Mat sum;
        cv::filter2D(from, first == 0 ? out : sum, CV_32F, part, cv::Point(0, 0), 0, cv::BORDER_REPLICATE);
        if (first > 0) out += sum;
    }
}

// work(first, last): bands of at least so many rows, on all cores.
template<class Work> void inBands(int rows, int least, Work work) {
    const int bands = std::clamp(rows / least, 1, 4 * std::max(1, cv::getNumThreads()));
    cv::parallel_for_(cv::Range(0, bands), [&](const cv::Range& range) {
        for (int i = range.start; i < range.end; ++i) work(rows * i / bands, rows * (i + 1) / bands);
    });
}

void filterPlane(const cv::Mat& plane, cv::Mat& out, const cv::Mat& kernel, cnn::PadMode border) {
    const int top = cnn::anchorOf(kernel.rows), left = cnn::anchorOf(kernel.cols);
    // filter2D knows no circular border, and reflects only once.
    const bool small = plane.rows < kernel.rows || plane.cols < kernel.cols;
    if (border != cnn::PadMode::Circular && !small && kernel.rows * kernel.cols <= mostCells) {
        // A band's neighbours are read from the whole plane; what is mirrored must lie in the band itself.
        inBands(out.rows, kernel.rows, [&](int first, int last) {
            cv::Mat band = out.rowRange(first, last);
            cv::filter2D(plane.rowRange(first, last), band, CV_32F, kernel, cv::Point(left, top), 0, modeOf(border));
        });
        return;
    }
    cv::Mat padded;
    cv::copyMakeBorder(plane, padded, top, kernel.rows - 1 - top, left, kernel.cols - 1 - left, modeOf(border));
    inBands(out.rows, 1, [&](int first, int last) {
        cv::Mat band = out.rowRange(first, last);
        filterSlices(padded.rowRange(first, last + kernel.rows - 1), band, kernel);
    });
}

// 8-bit pixels of an image, one, three or four channels; no copy.
cv::Mat pixelsOf(QImage& image) {
    const int type = image.format() == QImage::Format_Grayscale8 ? CV_8UC1
                     : image.format() == QImage::Format_RGB32    ? CV_8UC4
                                                                 : CV_8UC3;
    return {image.height(), image.width(), type, image.bits(), static_cast<std::size_t>(image.bytesPerLine())};
}

} // namespace

void filterPicture(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border, cnn::Tensor& result) {
    result.reshapeTo(picture.shape());
    for (int c = 0; c < picture.shape().c; ++c) {
        cv::Mat out = planeOf(result, c);
        filterPlane(planeOf(picture, c), out, planeOf(kernel, 0), border);
    }
}

cnn::Tensor filterPicture(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border) {
    cnn::Tensor result;
    filterPicture(picture, kernel, border, result);
    return result;
}

ValueRange rangeOf(const cnn::Tensor& values) {
    double low = 0, high = 0;
    const cv::Mat all(1, static_cast<int>(values.size()), CV_32F, const_cast<float*>(values.data()));
    cv::minMaxLoc(all, &low, &high);
    return {static_cast<float>(low), static_cast<float>(high)};
}

double largestOf(const ValueRange& range) {
    return std::max(std::abs(static_cast<double>(range.low)), std::abs(static_cast<double>(range.high)));
}

QImage shownValues(const cnn::Tensor& values, const cnn::GreyRule& rule) {
    const cnn::Shape& s = values.shape();
    QImage image(s.w, s.h, s.c == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
    cv::Mat all = pixelsOf(image);
    inBands(s.h, 1, [&](int first, int last) {
        cv::Mat band = all.rowRange(first, last);
        std::vector<cv::Mat> greys(static_cast<std::size_t>(s.c));
        if (s.c == 1) greys[0] = band;
        for (int c = 0; c < s.c; ++c) {
            const cv::Mat from = planeOf(values, c).rowRange(first, last);
            cv::Mat& to = greys[static_cast<std::size_t>(c)];
            if (rule.absolute)
                cv::convertScaleAbs(from, to, rule.factor, rule.offset);
            else
                from.convertTo(to, CV_8U, rule.factor, rule.offset); // cuts at 0 and 255
        }
        if (s.c > 1) cv::merge(greys, band);
    });
    return image;
}

QImage signedValues(const cnn::Tensor& values, int channel, double largest, const SignedColours& colours) {
    const cnn::Shape& s = values.shape();
    QImage image(s.w, s.h, QImage::Format_RGB32);
    uchar* bits = image.bits();
    const auto line = image.bytesPerLine();
    inBands(s.h, 1, [&](int first, int last) {
        cv::Mat places; // 0 .. 254, 127 is zero
        planeOf(values, channel).rowRange(first, last).convertTo(places, CV_8U, largest > 0 ? 127 / largest : 0, 127);
        for (int y = first; y < last; ++y) {
            const uchar* from = places.ptr(y - first);
            auto* to = reinterpret_cast<QRgb*>(bits + y * line);
            for (int x = 0; x < s.w; ++x) to[x] = colours[std::min<uchar>(from[x], 254)];
        }
    });
    return image;
}

QImage coarser(QImage image, QSize most) {
    // Whole blocks only: twenty times as fast as any other mean.
    const int n = std::max((image.width() + most.width() - 1) / most.width(),
                           (image.height() + most.height() - 1) / most.height());
    if (n <= 1) return image;
    QImage blocks(std::max(1, image.width() / n), std::max(1, image.height() / n), image.format());
    const cv::Size whole(std::min(image.width(), blocks.width() * n), std::min(image.height(), blocks.height() * n));
    cv::Mat to = pixelsOf(blocks);
    cv::resize(pixelsOf(image)(cv::Rect({0, 0}, whole)), to, to.size(), 0, 0, cv::INTER_AREA);
    return blocks;
}

} // namespace ui
