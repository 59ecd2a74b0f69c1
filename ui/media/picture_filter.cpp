#include "ui/media/picture_filter.h"

#include "core/kernels/picture_row.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

namespace ui {
namespace {

// A view, no copy: valid as long as the tensor.
cv::Mat planeOf(const cnn::Tensor& t, int channel) {
    return {t.shape().h, t.shape().w, CV_32F, const_cast<float*>(t.data() + t.offset(channel, 0, 0))};
}

constexpr ValueRange nothingYet{std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()};

ValueRange united(const ValueRange& a, const ValueRange& b) {
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

// One channel under one kernel, any rows of it at a time.
class FilteredPlane {
public:
    FilteredPlane(const cv::Mat& plane, const cv::Mat& kernel, cnn::PadMode border)
        : m_plane(plane), m_border(border), m_top(cnn::anchorOf(kernel.rows)), m_left(cnn::anchorOf(kernel.cols)),
          m_more(kernel.rows - 1), m_width(plane.cols + kernel.cols - 1) {
        for (int y = 0; y < kernel.rows; ++y)
            for (int x = 0; x < kernel.cols; ++x)
                if (const float weight = kernel.at<float>(y, x); weight != 0)
                    m_taps.push_back({weight, std::ptrdiff_t{y} * m_width + x});
    }
    // Into `out`, which has their size. padded: memory that may be used.
    ValueRange rows(int first, int last, cv::Mat& out, cv::Mat& padded) const {
        padded.create(last - first + m_more, m_width, CV_32F);
        for (int i = 0; i < padded.rows; ++i) padRow(first - m_top + i, padded.ptr<float>(i));
        ValueRange all = nothingYet;
        for (int i = 0; i < last - first; ++i) {
            const auto [low, high] =
                cnn::kernels::correlateRow(padded.ptr<float>(i), m_taps, out.ptr<float>(i), m_plane.cols);
            all = united(all, {low, high});
        }
        return all;
    }

private:
    void padRow(int y, float* to) const {
        const int source = cnn::padSource(m_border, y, m_plane.rows);
        if (source < 0) {
            std::fill_n(to, m_width, 0.0F);
            return;
        }
        const float* from = m_plane.ptr<float>(source);
        std::copy_n(from, m_plane.cols, to + m_left);
        const auto fill = [&](int x) {
            const int at = cnn::padSource(m_border, x - m_left, m_plane.cols);
            to[x] = at < 0 ? 0 : from[at];
        };
        for (int x = 0; x < m_left; ++x) fill(x);
        for (int x = m_left + m_plane.cols; x < m_width; ++x) fill(x);
    }
    cv::Mat m_plane;
    cnn::PadMode m_border;
    int m_top, m_left, m_more, m_width; // m_more: rows that are read beyond those that are made
    std::vector<cnn::kernels::Tap> m_taps;
};

std::vector<FilteredPlane> filteredPlanes(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border) {
    std::vector<FilteredPlane> all;
    for (int c = 0; c < picture.shape().c; ++c) all.emplace_back(planeOf(picture, c), planeOf(kernel, 0), border);
    return all;
}

// Bands of rows, each a whole number of blocks of `block` rows; what is left over belongs to the last.
struct Bands {
    int rows, block, count;
    Bands(int all, int of) : rows(all), block(of), count(std::max(1, all / std::max(of, bandRows))) {}
    int first(int i) const { return block * (rows / block * i / count); }
    int last(int i) const { return i + 1 == count ? rows : first(i + 1); }
    // work(first, last, index), on all cores.
    template<class Work> void each(Work work) const {
        cv::parallel_for_(cv::Range(0, count), [&](const cv::Range& range) {
            for (int i = range.start; i < range.end; ++i) work(first(i), last(i), i);
        });
    }
    static constexpr int bandRows = 32; // few enough for what is made of them to stay in the cache
};

// 8-bit pixels of an image, one, three or four channels; no copy.
cv::Mat pixelsOf(const QImage& image, uchar* bits) {
    const int type = image.format() == QImage::Format_Grayscale8 ? CV_8UC1
                     : image.format() == QImage::Format_RGB32    ? CV_8UC4
                                                                 : CV_8UC3;
    return {image.height(), image.width(), type, bits, static_cast<std::size_t>(image.bytesPerLine())};
}
cv::Mat pixelsOf(QImage& image) {
    return pixelsOf(image, image.bits());
}

// A colour for each of 255 steps, in the middle of which is zero.
void signedBand(const cv::Mat& values, double largest, const SignedColours& colours, cv::Mat& to) {
    cv::Mat places; // 0 .. 254, 127 is zero
    values.convertTo(places, CV_8U, largest > 0 ? 127 / largest : 0, 127);
    for (int y = 0; y < places.rows; ++y) {
        const uchar* from = places.ptr(y);
        auto* line = reinterpret_cast<QRgb*>(to.ptr(y));
        for (int x = 0; x < places.cols; ++x) line[x] = colours[std::min<uchar>(from[x], 254)];
    }
}

void greyBand(const cv::Mat& values, const cnn::GreyRule& rule, cv::Mat& to) {
    if (rule.absolute)
        cv::convertScaleAbs(values, to, rule.factor, rule.offset);
    else
        values.convertTo(to, CV_8U, rule.factor, rule.offset); // cuts at 0 and 255
}

std::vector<cv::Mat> bandOf(const cnn::Tensor& values, int first, int last) {
    std::vector<cv::Mat> all;
    for (int c = 0; c < values.shape().c; ++c) all.push_back(planeOf(values, c).rowRange(first, last));
    return all;
}

// Where bands of values are made visible, a pixel the mean of a block of them.
class Canvas {
public:
    Canvas(const cnn::Shape& s, QSize most, bool colours)
        : m_block(most.isEmpty() ? 1
                                 : std::max({1, (s.w + most.width() - 1) / most.width(),
                                             (s.h + most.height() - 1) / most.height()})),
          m_rows(s.h), m_image(std::max(1, s.w / m_block), std::max(1, s.h / m_block),
                               colours    ? QImage::Format_RGB32
                               : s.c == 1 ? QImage::Format_Grayscale8
                                          : QImage::Format_RGB888),
          m_pixels(pixelsOf(m_image)) {}
    Bands bands() const { return {m_rows, m_block}; }
    // Any thread: the band whose first row is `first`.
    void greys(int first, const std::vector<cv::Mat>& values, const cnn::GreyRule& rule) const {
        cv::Mat to = rowsFor(first, values[0].rows);
        std::vector<cv::Mat> greys(values.size());
        if (greys.size() == 1) greys[0] = to;
        for (std::size_t c = 0; c < values.size(); ++c) {
            greys[c].create(to.size(), CV_8U);
            fill(greys[c], values[c].size(), [&](cv::Mat& fine) { greyBand(values[c], rule, fine); });
        }
        if (greys.size() > 1) cv::merge(greys, to);
    }
    void colours(int first, const cv::Mat& values, double largest, const SignedColours& table) const {
        cv::Mat to = rowsFor(first, values.rows);
        fill(to, values.size(), [&](cv::Mat& fine) { signedBand(values, largest, table, fine); });
    }
    QImage image() const { return m_image; }

private:
    cv::Mat rowsFor(int first, int count) const {
        const int top = first / m_block;
        return m_pixels.rowRange(top, top + std::min(std::max(1, count / m_block), m_pixels.rows - top));
    }
    // paint: all pixels of a band; `to`: its blocks.
    template<class Paint> void fill(cv::Mat& to, cv::Size size, Paint paint) const {
        if (m_block == 1) return paint(to);
        cv::Mat fine(size, to.type());
        paint(fine);
        // Whole blocks only: twenty times as fast as any other mean.
        const cv::Rect whole(0, 0, std::min(size.width, to.cols * m_block), std::min(size.height, to.rows * m_block));
        cv::resize(fine(whole), to, to.size(), 0, 0, cv::INTER_AREA);
    }
    int m_block, m_rows;
    QImage m_image;
    cv::Mat m_pixels; // of the image
};

} // namespace

void filterPicture(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border, cnn::Tensor& result) {
    result.reshapeTo(picture.shape());
    const auto planes = filteredPlanes(picture, kernel, border);
    Bands(picture.shape().h, 1).each([&](int first, int last, int) {
        auto to = bandOf(result, first, last);
        cv::Mat padded;
        for (std::size_t c = 0; c < planes.size(); ++c) (void)planes[c].rows(first, last, to[c], padded);
    });
}

cnn::Tensor filterPicture(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border) {
    cnn::Tensor result;
    filterPicture(picture, kernel, border, result);
    return result;
}

ValueRange rangeOf(const cnn::Tensor& values) {
    double low = 0, high = 0;
    cv::minMaxLoc(cv::Mat(1, static_cast<int>(values.size()), CV_32F, const_cast<float*>(values.data())), &low, &high);
    return {static_cast<float>(low), static_cast<float>(high)};
}

double largestOf(const ValueRange& range) {
    return std::max(std::abs(static_cast<double>(range.low)), std::abs(static_cast<double>(range.high)));
}

QImage shownValues(const cnn::Tensor& values, const cnn::GreyRule& rule, QSize most) {
    const Canvas canvas(values.shape(), most, false);
    canvas.bands().each([&](int first, int last, int) { canvas.greys(first, bandOf(values, first, last), rule); });
    return canvas.image();
}

QImage signedValues(const cnn::Tensor& values, int channel, double largest, const SignedColours& colours, QSize most) {
    const Canvas canvas(values.shape(), most, true);
    canvas.bands().each([&](int first, int last, int) {
        canvas.colours(first, planeOf(values, channel).rowRange(first, last), largest, colours);
    });
    return canvas.image();
}

QImage scaledDown(const QImage& image, QSize size) {
    QImage to(size, image.format());
    cv::Mat pixels = pixelsOf(to);
    const bool far = image.width() >= 2 * size.width();
    cv::resize(pixelsOf(image, const_cast<uchar*>(image.constBits())), pixels, pixels.size(), 0, 0,
               far ? cv::INTER_AREA : cv::INTER_LINEAR);
    return to.convertToFormat(QImage::Format_RGB32); // as a screen wants it
}

VisiblePicture filterVisibly(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border,
                             const Visibility& how, cnn::Tensor& scratch) {
    const cnn::Shape& shape = picture.shape();
    const bool inColours = how.as == cnn::ShowAs::Signed, byRange = inColours || how.as == cnn::ShowAs::Range;
    const auto planes = filteredPlanes(picture, kernel, border);
    const Canvas canvas(shape, how.most, inColours);
    const Bands bands = canvas.bands();
    std::vector<ValueRange> ranges(static_cast<std::size_t>(bands.count), nothingYet);
    if (byRange) scratch.reshapeTo(shape);
    bands.each([&](int first, int last, int i) {
        auto values = byRange ? bandOf(scratch, first, last) : std::vector<cv::Mat>(planes.size());
        cv::Mat padded;
        for (std::size_t c = 0; c < planes.size(); ++c) {
            if (!byRange) values[c].create(last - first, shape.w, CV_32F);
            ValueRange& range = ranges[static_cast<std::size_t>(i)];
            range = united(range, planes[c].rows(first, last, values[c], padded));
        }
        if (!byRange) canvas.greys(first, values, cnn::greyRule(how.as, 0, 0));
    });
    VisiblePicture result{nothingYet, {}};
    for (const ValueRange& r : ranges) result.range = united(result.range, r);
    const auto low = static_cast<double>(result.range.low), high = static_cast<double>(result.range.high);
    if (byRange) // what the greys stand for is known only now
        bands.each([&](int first, int last, int) {
            if (inColours)
                canvas.colours(first, planeOf(scratch, how.channel).rowRange(first, last), largestOf(result.range),
                               how.colours);
            else
                canvas.greys(first, bandOf(scratch, first, last), cnn::greyRule(how.as, low, high));
        });
    result.image = canvas.image();
    return result;
}

} // namespace ui
