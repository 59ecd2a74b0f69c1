#include "ui/media/picture_filter.h"

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

// One channel under one kernel, any rows of it at a time.
class FilteredPlane {
public:
    FilteredPlane(const cv::Mat& plane, const cv::Mat& kernel, cnn::PadMode border)
        : m_plane(plane), m_kernel(kernel), m_mode(modeOf(border)),
          m_anchor(cnn::anchorOf(kernel.cols), cnn::anchorOf(kernel.rows)) {
        // filter2D knows no circular border, and reflects only once.
        const bool small = plane.rows < kernel.rows || plane.cols < kernel.cols;
        if (border != cnn::PadMode::Circular && !small && kernel.rows * kernel.cols <= mostCells) return;
        cv::copyMakeBorder(plane, m_padded, m_anchor.y, kernel.rows - 1 - m_anchor.y, m_anchor.x,
                           kernel.cols - 1 - m_anchor.x, m_mode);
    }
    // So many at least: a band's neighbours are read from the whole plane, but what is mirrored must lie in it.
    int leastRows() const { return m_padded.empty() ? m_kernel.rows : 1; }
    // Into `out`, which has their size.
    void rows(int first, int last, cv::Mat out) const {
        if (m_padded.empty())
            cv::filter2D(m_plane.rowRange(first, last), out, CV_32F, m_kernel, m_anchor, 0, m_mode);
        else
            filterSlices(m_padded.rowRange(first, last + m_kernel.rows - 1), out, m_kernel);
    }

private:
    cv::Mat m_plane, m_kernel, m_padded; // padded: where the plane alone does not do
    int m_mode;
    cv::Point m_anchor;
};

std::vector<FilteredPlane> filteredPlanes(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border) {
    std::vector<FilteredPlane> all;
    for (int c = 0; c < picture.shape().c; ++c) all.emplace_back(planeOf(picture, c), planeOf(kernel, 0), border);
    return all;
}

// Bands of rows, each a whole number of blocks of `block` rows; what is left over belongs to the last.
struct Bands {
    int rows, block, count;
    Bands(int all, int least, int of)
        : rows(all), block(of), count(std::clamp(all / std::max(least, of), 1, std::max(1, all / bandRows))) {}
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

void greyBand(const std::vector<cv::Mat>& channels, const cnn::GreyRule& rule, cv::Mat& to) {
    std::vector<cv::Mat> greys(channels.size());
    if (greys.size() == 1) greys[0] = to;
    for (std::size_t c = 0; c < channels.size(); ++c)
        if (rule.absolute)
            cv::convertScaleAbs(channels[c], greys[c], rule.factor, rule.offset);
        else
            channels[c].convertTo(greys[c], CV_8U, rule.factor, rule.offset); // cuts at 0 and 255
    if (greys.size() > 1) cv::merge(greys, to);
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
    Bands bands(int least) const { return {m_rows, least, m_block}; }
    // Any thread: the band whose first row is `first`.
    void greys(int first, const std::vector<cv::Mat>& values, const cnn::GreyRule& rule) const {
        fill(first, values[0].size(), [&](cv::Mat& to) { greyBand(values, rule, to); });
    }
    void colours(int first, const cv::Mat& values, double largest, const SignedColours& table) const {
        fill(first, values.size(), [&](cv::Mat& to) { signedBand(values, largest, table, to); });
    }
    QImage image() const { return m_image; }

private:
    template<class Paint> void fill(int first, cv::Size size, Paint paint) const {
        const int top = first / m_block, rows = std::min(std::max(1, size.height / m_block), m_pixels.rows - top);
        cv::Mat to = m_pixels.rowRange(top, top + rows);
        if (m_block == 1) return paint(to);
        cv::Mat fine(size, m_pixels.type());
        paint(fine);
        // Whole blocks only: twenty times as fast as any other mean.
        const cv::Rect whole(0, 0, std::min(size.width, to.cols * m_block), std::min(size.height, to.rows * m_block));
        cv::resize(fine(whole), to, to.size(), 0, 0, cv::INTER_AREA);
    }
    int m_block, m_rows;
    QImage m_image;
    cv::Mat m_pixels; // of the image
};

constexpr ValueRange nothingYet{std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()};

ValueRange united(const ValueRange& a, const ValueRange& b) {
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

void widen(ValueRange& range, const std::vector<cv::Mat>& values) {
    for (const cv::Mat& v : values) {
        double low = 0, high = 0;
        cv::minMaxLoc(v, &low, &high);
        range = united(range, {static_cast<float>(low), static_cast<float>(high)});
    }
}

} // namespace

void filterPicture(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border, cnn::Tensor& result) {
    result.reshapeTo(picture.shape());
    const auto planes = filteredPlanes(picture, kernel, border);
    Bands(picture.shape().h, planes[0].leastRows(), 1).each([&](int first, int last, int) {
        auto to = bandOf(result, first, last);
        for (std::size_t c = 0; c < planes.size(); ++c) planes[c].rows(first, last, to[c]);
    });
}

cnn::Tensor filterPicture(const cnn::Tensor& picture, const cnn::Tensor& kernel, cnn::PadMode border) {
    cnn::Tensor result;
    filterPicture(picture, kernel, border, result);
    return result;
}

ValueRange rangeOf(const cnn::Tensor& values) {
    ValueRange range = nothingYet;
    widen(range, {cv::Mat(1, static_cast<int>(values.size()), CV_32F, const_cast<float*>(values.data()))});
    return range;
}

double largestOf(const ValueRange& range) {
    return std::max(std::abs(static_cast<double>(range.low)), std::abs(static_cast<double>(range.high)));
}

QImage shownValues(const cnn::Tensor& values, const cnn::GreyRule& rule, QSize most) {
    const Canvas canvas(values.shape(), most, false);
    canvas.bands(1).each([&](int first, int last, int) { canvas.greys(first, bandOf(values, first, last), rule); });
    return canvas.image();
}

QImage signedValues(const cnn::Tensor& values, int channel, double largest, const SignedColours& colours, QSize most) {
    const Canvas canvas(values.shape(), most, true);
    canvas.bands(1).each([&](int first, int last, int) {
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
    const Bands bands = canvas.bands(planes[0].leastRows());
    std::vector<ValueRange> ranges(static_cast<std::size_t>(bands.count), nothingYet);
    if (byRange) scratch.reshapeTo(shape);
    bands.each([&](int first, int last, int i) {
        auto values = byRange ? bandOf(scratch, first, last) : std::vector<cv::Mat>(planes.size());
        for (std::size_t c = 0; c < planes.size(); ++c) {
            if (!byRange) values[c].create(last - first, shape.w, CV_32F);
            planes[c].rows(first, last, values[c]);
        }
        widen(ranges[static_cast<std::size_t>(i)], values);
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
