#include "ui/media/triangle_resize.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace ui {
namespace {

constexpr int precision = 22; // bits behind the point of a weight

// Output i is the sum over inputs first .. first + weights - 1.
struct Taps {
    int first = 0;
    std::vector<int> weights;
};

std::vector<Taps> tapsFor(int inputs, int outputs) {
    const double scale = static_cast<double>(inputs) / outputs, wide = std::max(scale, 1.0);
    std::vector<Taps> all;
    for (int i = 0; i < outputs; ++i) {
        const double middle = (i + 0.5) * scale;
        const int first = std::max(0, static_cast<int>(middle - wide + 0.5));
        const int last = std::min(inputs, static_cast<int>(middle + wide + 0.5));
        std::vector<double> shares;
        double sum = 0;
        for (int x = first; x < last; ++x) {
            shares.push_back(std::max(0.0, 1 - std::abs((x - middle + 0.5) / wide)));
            sum += shares.back();
        }
        Taps taps{first, {}};
        for (const double share : shares)
            taps.weights.push_back(static_cast<int>(0.5 + share / sum * (1 << precision)));
        all.push_back(std::move(taps));
    }
    return all;
}

uchar summed(const Taps& taps, const uchar* from, qsizetype step) {
    int sum = 1 << (precision - 1);
    for (const int weight : taps.weights) {
        sum += weight * *from;
        from += step;
    }
    return static_cast<uchar>(std::clamp(sum >> precision, 0, 255));
}

QImage alongRows(const QImage& in, int width) {
    if (in.width() == width) return in;
    const auto taps = tapsFor(in.width(), width);
    QImage out(width, in.height(), QImage::Format_RGB888);
    for (int y = 0; y < out.height(); ++y) {
        const uchar* from = in.constScanLine(y);
        uchar* to = out.scanLine(y);
        for (const Taps& t : taps)
            for (int c = 0; c < 3; ++c) *to++ = summed(t, from + 3 * t.first + c, 3);
    }
    return out;
}

QImage alongColumns(const QImage& in, int height) {
    if (in.height() == height) return in;
    const auto taps = tapsFor(in.height(), height);
    QImage out(in.width(), height, QImage::Format_RGB888);
    for (int y = 0; y < height; ++y) {
        const Taps& t = taps[static_cast<std::size_t>(y)];
        const uchar* from = in.constScanLine(t.first);
        uchar* to = out.scanLine(y);
        for (int x = 0; x < 3 * in.width(); ++x) to[x] = summed(t, from + x, in.bytesPerLine());
    }
    return out;
}

} // namespace

QImage triangleResized(const QImage& rgb, QSize size) {
    return alongColumns(alongRows(rgb, size.width()), size.height());
}

} // namespace ui
