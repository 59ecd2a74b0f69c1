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

void filterPlane(const cv::Mat& padded, cv::Mat& out, const cv::Mat& kernel) {
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

void shownRow(const float* from, uchar* to, int count, int step, const cnn::GreyRule& rule) {
    const auto factor = static_cast<float>(rule.factor), offset = static_cast<float>(rule.offset);
    for (int x = 0; x < count; ++x) {
        const float v = (rule.absolute ? std::abs(from[x]) : from[x]) * factor + offset;
        to[x * step] = static_cast<uchar>(std::clamp(v, 0.0F, 255.0F) + 0.5F);
    }
}

template<class Row> void eachRow(int rows, Row row) {
    cv::parallel_for_(cv::Range(0, rows), [&](const cv::Range& band) {
        for (int y = band.start; y < band.end; ++y) row(y);
    });
}

} // namespace

cnn::Tensor filterPicture(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border) {
    const cnn::Shape& k = kernel.shape();
    const int top = cnn::anchorOf(k.h), left = cnn::anchorOf(k.w);
    cnn::Tensor result(picture.shape());
    for (int c = 0; c < picture.shape().c; ++c) {
        // filter2D itself knows no circular border, so every border is made beforehand.
        cv::Mat padded;
        cv::copyMakeBorder(planeOf(picture, c), padded, top, k.h - 1 - top, left, k.w - 1 - left, modeOf(border));
        cv::Mat out = planeOf(result, c);
        const int bands = std::min(out.rows, 4 * cv::getNumThreads());
        cv::parallel_for_(cv::Range(0, bands), [&](const cv::Range& range) {
            for (int i = range.start; i < range.end; ++i) {
                const int first = out.rows * i / bands, last = out.rows * (i + 1) / bands;
                cv::Mat band = out.rowRange(first, last);
                filterPlane(padded.rowRange(first, last + k.h - 1), band, planeOf(kernel, 0));
            }
        });
    }
    return result;
}

ValueRange rangeOf(const cnn::Tensor& values) {
    ValueRange range{INFINITY, -INFINITY};
    for (const float v : values.values()) {
        range.low = std::min(range.low, v); // a NaN compares false: it stays out
        range.high = std::max(range.high, v);
    }
    return range.low <= range.high ? range : ValueRange{};
}

double largestOf(const ValueRange& range) {
    return std::max(std::abs(static_cast<double>(range.low)), std::abs(static_cast<double>(range.high)));
}

QImage shownValues(const cnn::Tensor& values, const cnn::GreyRule& rule) {
    const cnn::Shape& s = values.shape();
    const bool grey = s.c == 1;
    QImage image(s.w, s.h, grey ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
    uchar* bits = image.bits();
    const auto line = image.bytesPerLine();
    eachRow(s.h, [&](int y) {
        for (int c = 0; c < s.c; ++c)
            shownRow(values.data() + values.offset(c, y, 0), bits + y * line + c, s.w, s.c, rule);
    });
    return image;
}

QImage signedValues(const cnn::Tensor& values, int channel, double largest, const SignedColours& colours) {
    const cnn::Shape& s = values.shape();
    QImage image(s.w, s.h, QImage::Format_RGB32);
    uchar* bits = image.bits();
    const auto line = image.bytesPerLine();
    const float factor = largest > 0 ? static_cast<float>(127 / largest) : 0;
    eachRow(s.h, [&](int y) {
        const float* from = values.data() + values.offset(channel, y, 0);
        auto* to = reinterpret_cast<QRgb*>(bits + y * line);
        for (int x = 0; x < s.w; ++x)
            to[x] = colours[static_cast<std::size_t>(std::clamp(from[x] * factor + 127.5F, 0.0F, 254.0F))];
    });
    return image;
}

} // namespace ui
