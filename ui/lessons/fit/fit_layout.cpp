#include "ui/lessons/fit/fit_layout.h"

#include "ui/figure/yielding.h"
#include "ui/lessons/fit/fit_words.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double largestPitch = 1.45, smallestPitch = 1.22; // of a row, in sizes of its text
constexpr double smallestTableText = 12;                    // of the table, in pixels
constexpr double leastAlike = 0.85; // of its size alone, for a kernel to have cells as large as the true one's

// Every nth moment with the first, the last and the current one.
struct Course {
    std::vector<int> moments;
    int rows =
        0; // with one for the current moment also where it is one of the others: they hold still from step to step
};
Course courseFor(const FitPicture& p, int most) {
    const int last = p.fit->updates() + 1;
    for (const int every : {1, 2, 5, 10, 20, 50, 100, 200}) {
        Course course;
        course.rows = every > 1 ? 1 : 0;
        for (int moment = 1; moment <= last; ++moment) {
            const bool always = moment == 1 || moment == last || moment % every == 0;
            course.rows += always ? 1 : 0;
            if (always || moment == p.step) course.moments.push_back(moment);
        }
        if (course.rows <= most) return course;
    }
    return {};
}

// How much of the course fits into this room.
void placeTable(const FitPicture& p, const QRectF& room, FitLayout& l) {
    for (const double size : {l.captionSize, std::max(smallestTableText, 0.92 * l.captionSize), smallestTableText}) {
        const Course course = courseFor(p, static_cast<int>(room.height() / (smallestPitch * size)) - 1); // the heads
        l.tableRows = course.moments;
        l.tablePitch = std::min(largestPitch * size, room.height() / (course.rows + 1));
        l.tableSize = size;
        l.table = QRectF(room.topLeft(), QSizeF(room.width(), l.tablePitch * (course.rows + 1)));
        // Smaller text only for more of the course: all of a short one, or what a lecture prints of it.
        if (static_cast<int>(l.tableRows.size()) >= std::min(p.fit->updates() + 1, 7)) return;
    }
}

constexpr double signGapWide = 96, signGap = 44, legendWidth = 150;

GridPlace place(const char* part, int rows, int columns, double side, QPointF corner) {
    return {part, corner, side, rows, columns, 0, 0};
}

// A round number not below `value`.
double roundUp(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0})
        if (factor * power >= value * (1 - 1e-9)) return factor * power;
    return 10 * power;
}

ChartMark marked(double v) {
    return {v, std::abs(v) >= 1e6 || (v != 0 && std::abs(v) < 1e-4)
                   ? QString::number(v, 'g', 2).replace("e-0", "e−").replace("e-", "e−").replace("e+", "e")
                   : numberText(v)};
}

// Round steps of which about `count` fit between low and high.
std::vector<ChartMark> roundMarks(double low, double high, int count) {
    const double raw = (high - low) / count, power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = 10 * power;
    for (const double factor : {5.0, 2.0, 1.0})
        if (factor * power >= raw * 0.8) step = factor * power;
    std::vector<ChartMark> marks;
    for (double v = std::ceil(low / step) * step; v <= high + 1e-9 * step; v += step)
        marks.push_back(marked(std::abs(v) < 1e-9 * step ? 0 : v));
    return marks;
}

// About five updates, the first and the last among them.
ChartAxis updateAxis(int moments) {
    ChartAxis axis{1, double(std::max(2, moments))};
    const int count = static_cast<int>(axis.to);
    int every = 1;
    for (const int step : {2, 5, 10, 20, 50, 100})
        if (count / every > 6) every = step;
    if (every > 2) axis.marks.push_back({1, "1"});
    for (int i = every; i <= count; i += every) axis.marks.push_back({double(i), QString::number(i)});
    return axis;
}

// Marked at round weights, as far apart as those of y or a few times that.
ChartAxis weightAxis(double from, double to, const ChartAxis& y) {
    ChartAxis axis{from, to};
    double step = y.marks.size() > 1 ? y.marks[1].value - y.marks[0].value : 1;
    int every = 1;
    while ((to - from) / (step * every) > 6) ++every;
    step *= every;
    for (double v = std::ceil(from / step) * step; v <= to; v += step)
        axis.marks.push_back(marked(std::abs(v) < 1e-9 ? 0 : v));
    return axis;
}

// The whole run's, so that the axis holds still; a run that blows up may not flatten what came before.
void setLossAxis(const FitPicture& p, ChartPlot& c) {
    double largest = 0, smallest = p.fit->lossAt(1);
    for (int i = 1; i <= p.fit->updates() + 1; ++i) {
        largest = std::max(largest, p.fit->lossAt(i));
        smallest = std::min(smallest, p.fit->lossAt(i));
    }
    c.x = updateAxis(p.fit->updates() + 1);
    c.y.logarithmic = p.logarithmic;
    if (p.logarithmic) {
        const double high = std::ceil(std::log10(std::max(largest, 1e-12)));
        const double low = std::max(high - 12, std::floor(std::log10(std::max(smallest, 1e-12))));
        const double lowest = std::min(low, high - 1), every = std::ceil((high - lowest) / 4);
        c.y.from = std::pow(10.0, lowest);
        c.y.to = std::pow(10.0, high);
        for (double e = lowest; e <= high + 1e-9; e += every)
            c.y.marks.push_back(marked(std::pow(10.0, std::round(e))));
        return;
    }
    c.y.to = roundUp(std::clamp(largest, 1e-6, 3 * std::max(p.fit->lossAt(1), 1e-6)));
    c.y.marks = roundMarks(0, c.y.to, 4);
}

// Around the path, the minimum and the true kernel; a path that runs away is cut.
void setPathAxes(const FitPicture& p, ChartPlot& c) {
    const auto& centre = p.fit->bowl().minimum;
    const auto& start = p.fit->kernelAt(1);
    const double reach = 3 * std::max(0.2, std::hypot(start[0] - centre[0], start[1] - centre[1]));
    double low[2] = {centre[0], centre[1]}, high[2] = {centre[0], centre[1]};
    const auto include = [&](double w1, double w2) {
        const double w[2] = {w1, w2};
        for (int i = 0; i < 2; ++i) {
            const double v = std::clamp(w[i], centre[static_cast<std::size_t>(i)] - reach,
                                        centre[static_cast<std::size_t>(i)] + reach);
            low[i] = std::min(low[i], v);
            high[i] = std::max(high[i], v);
        }
    };
    for (int i = 1; i <= p.fit->updates() + 1; ++i) include(p.fit->kernelAt(i)[0], p.fit->kernelAt(i)[1]);
    double w = std::max(0.3, high[0] - low[0]) * 1.5, h = std::max(0.3, high[1] - low[1]) * 1.5;
    const double aspect = c.area.width() / std::max(1.0, c.area.height()); // a unit is as long up as across
    if (w < h * aspect)
        w = h * aspect;
    else
        h = w / aspect;
    const double x = (low[0] + high[0]) / 2, y = (low[1] + high[1]) / 2;
    c.y = {y - h / 2, y + h / 2, roundMarks(y - h / 2, y + h / 2, 4)};
    c.x = weightAxis(x - w / 2, x + w / 2, c.y);
}

void setWeightAxes(const FitPicture& p, ChartPlot& c) {
    const auto& goal = p.fit->bowl().minimum;
    double size = 0.1;
    for (const double v : goal) size = std::max(size, std::abs(v));
    for (const double v : p.truth.values()) size = std::max(size, std::abs(static_cast<double>(v)));
    double low = 0, high = 0;
    for (int i = 1; i <= p.fit->updates() + 1; ++i)
        for (const double v : p.fit->kernelAt(i)) {
            low = std::min(low, std::max(v, -3 * size));
            high = std::max(high, std::min(v, 3 * size));
        }
    for (const double v : goal) {
        low = std::min(low, v);
        high = std::max(high, v);
    }
    const double margin = 0.08 * (high - low);
    c.x = updateAxis(p.fit->updates() + 1);
    c.y = {low - margin, high + margin, roundMarks(low - margin, high + margin, 4)};
}

// Input, prediction, target and error in a row; right of them room for the scales.
void placeMaps(const FitPicture& p, FitLayout& l, QRectF band) {
    const cnn::Shape &in = p.fit->task().input.shape(), &out = p.fit->task().target.shape();
    const double u = l.frame.unit, label = l.labelSize * 1.6;
    const double gaps = (signGapWide + 2 * signGap) * u;
    const double across = (band.width() - gaps - legendWidth * u) / (in.w + 3 * out.w);
    const double side = std::floor(std::max(3.0, std::min(across, (band.height() - label) / in.h)));
    const double top = band.top() + label, middle = top + in.h * side / 2;
    double x = band.left();
    const auto put = [&](const char* part, const cnn::Shape& s, double gap) {
        const GridPlace at = place(part, s.h, s.w, side, {x, std::round(middle - s.h * side / 2)});
        x += s.w * side + gap * u;
        return at;
    };
    l.input = put("input", in, signGapWide);
    l.prediction = put("prediction", out, signGap);
    l.target = put("target", out, signGap);
    l.error = put("error", out, 28);
    l.legend = QRectF(QPointF(x, l.error.rect().top()), QPointF(band.right(), band.bottom()));
}

// The kernel and, to its right, the true one under its name; below both the table of the course.
void placeKernels(const FitPicture& p, FitLayout& l) {
    const double u = l.frame.unit, pad = 16 * u, head = l.labelSize * 2.3, label = l.captionSize * 1.6, gap = 22 * u;
    const QRectF inner = l.kernelCard.adjusted(pad, head, -pad, -0.7 * pad);
    const int rows = p.rows(), columns = p.columns(), trueRows = p.truth.shape().h, trueColumns = p.truth.shape().w;
    // Small kernels leave the table more room, large ones take up to half of the card.
    const double room =
        std::min((l.frame.presenting ? 1.0 : 0.5) * inner.height(), 62 * u * std::max(rows, trueRows) + label) - label;
    // Cells of one size, to be compared; of larger kernels only the one that learns has room for its numbers.
    const double alike =
        std::floor(std::min((inner.width() - gap) / (columns + trueColumns), room / std::max(rows, trueRows)));
    const double alone = std::floor(std::min(0.58 * inner.width() / columns, room / rows));
    const bool areAlike = columns + trueColumns <= 6 && alike >= leastAlike * alone;
    const double side = areAlike ? alike : alone;
    const double beside = areAlike ? side : std::max(0.75 * side, 22.0);
    const double trueSide = std::floor(
        std::max(2.0, std::min({(inner.width() - gap - side * columns) / trueColumns, room / trueRows, beside})));
    const double height = std::max(side * rows, trueSide * trueRows), top = inner.top() + label;
    l.kernel = place("kernel", rows, columns, side, {inner.left(), std::round(top + (height - side * rows) / 2)});
    l.truth = place(
        "truth", trueRows, trueColumns, trueSide,
        {std::round(inner.right() - trueSide * trueColumns), std::round(top + (height - trueSide * trueRows) / 2)});
    if (!l.frame.presenting)
        placeTable(p, QRectF(QPointF(inner.left(), top + height + 10 * u), inner.bottomRight()), l);
}

FitLayout layOutAt(const FitPicture& p, QSizeF size, const Style& style) {
    const StageFrame frame(size, style);
    FitLayout l{frame, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, 0, 0, {}, {}, 0, 0};
    const QRectF zone = frame.zone;
    const double u = frame.unit, plain = u / style.scale, gap = 18 * plain;
    l.labelSize = std::max(13.0, 16 * u);
    l.captionSize = std::max(12.5, (frame.presenting ? 14 : 13) * u);
    const double cardHeight = std::max(0.225 * zone.height(), (!frame.presenting ? 120
                                                               : p.twoWeights()  ? 92
                                                                                 : 118) *
                                                                  plain),
                 maps = 0.285 * zone.height();
    l.sumCard = QRectF(zone.left(), zone.bottom() - cardHeight, zone.width(), cardHeight);
    placeMaps(p, l, QRectF(zone.left(), zone.top(), zone.width(), maps));
    const double mapsEnd = std::max({l.input.rect().bottom(), l.error.rect().bottom(), zone.top() + 0.7 * maps});
    const QRectF middle(QPointF(zone.left(), mapsEnd + gap), QPointF(zone.right(), l.sumCard.top() - gap));
    const double cards = middle.width() - 2 * gap;
    const double kernelWidth = std::max(0.28 * cards, std::min(0.36 * cards, 16.5 * l.captionSize)); // for the table
    const double chart = (cards - kernelWidth) / 2;
    l.kernelCard = QRectF(middle.left(), middle.top(), kernelWidth, middle.height());
    l.lossCard = QRectF(l.kernelCard.right() + gap, middle.top(), chart, middle.height());
    l.pathCard = QRectF(l.lossCard.right() + gap, middle.top(), chart, middle.height());
    placeKernels(p, l);
    const double head = l.labelSize * 2.4, foot = l.captionSize * 2.2, marks = l.captionSize * 3.6;
    l.loss.area = l.lossCard.adjusted(marks, head, -18 * u, -foot);
    l.path.area = l.pathCard.adjusted(marks, head, -18 * u, -foot);
    setLossAxis(p, l.loss);
    if (p.twoWeights())
        setPathAxes(p, l.path);
    else
        setWeightAxes(p, l.path);
    return l;
}

} // namespace

FitLayout layOut(const FitPicture& p, QSizeF size, const Style& style) {
    Style plain = style;
    plain.scale = 1;
    const FitLayout usual = layOutAt(p, size, plain);
    const auto kernels = [](const FitLayout& l) {
        constexpr double smaller = 1.6, enough = 56; // the true kernel's cells may be so much smaller
        return std::min({l.kernel.side, smaller * l.truth.side, enough});
    };
    const auto share = [&](const FitLayout& l) { // of its size at 100 %, what has lost most
        return std::min(l.input.side / usual.input.side, kernels(l) / kernels(usual));
    };
    return yieldingTo(share, style, [&](const Style& s) { return layOutAt(p, size, s); });
}

} // namespace ui
