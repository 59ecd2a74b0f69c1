#include "ui/lessons/training/strip/network_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

constexpr int columns = 4; // of the sixteen maps
constexpr double rowGap = 4, classGap = 8;

using Gaps = std::array<double, 7>; // input | kernels | maps | pooled | maps | pooled | dense | class

// One choice of sizes, and the room it needs.
struct Sizes {
    bool roomy = false;
    double font = 1, row = 28, input = 112, kernel = 25, map2 = 20, pooled2 = 10, gap2 = 4, dense = 4;
    double name = 80, bar = 30, share = 50;
    Gaps gaps{}; // the least

    double maps2Width() const { return columns * map2 + (columns - 1) * gap2; }
    double pooled2Width() const { return columns * pooled2 + (columns - 1) * gap2; }
    double denseWidth() const { return 7 * dense + 10; } // 4 and 3 columns of neurons
    double classWidth() const { return name + bar + share + 2 * classGap; }
    double content() const {
        return input + kernel + 2 * row + maps2Width() + pooled2Width() + denseWidth() + classWidth();
    }
    double least() const { return std::accumulate(gaps.begin(), gaps.end(), content()); }
};

// Joints need a few pixels, the curves to the sixteen maps more; headings must not run into each other.
Gaps leastGaps(const Sizes& s, double squeeze) {
    const double unit = (s.roomy ? 1.2 : 1) * squeeze;
    Gaps gaps{14 * unit, 14 * unit, 14 * unit, 20 * unit, 12 * unit, 13 * unit, 13 * unit};
    const double apart = 5 * squeeze;
    gaps[1] = std::max(gaps[1], stripTextWidth(stripHead * s.font, "Kernels", Weight::Bold) + apart - s.kernel);
    const double size = stripTextWidth(stripText * s.font, "6@28×28") + apart - s.row;
    gaps[2] = std::max(gaps[2], size);
    gaps[3] = std::max(gaps[3], size);
    return gaps;
}

struct Frame {
    double top, bottom, left, right; // of the maps
    double width() const { return right - left; }
    double height() const { return bottom - top; }
};

Frame frameFor(QSizeF size, double padding, double font, bool roomy) {
    const double foot = stripText * 1.5 * font + (roomy ? 16 : 8);
    return {std::round(padding + stripHeadsHeight(font, roomy)), size.height() - padding - foot, padding,
            size.width() - padding};
}

// How much smaller text, and how much closer things, than one would like.
struct Pinch {
    double font, squeeze;
};
constexpr double leastFont = 0.93; // of 13 pixels, 12
constexpr std::array<Pinch, 5> pinches{{{1, 1}, {1, 0.9}, {1, 0.8}, {1, 0.7}, {leastFont, 0.7}}};

// The largest sixteen maps that fit beside first maps of side `row`.
std::optional<Sizes> sizesFor(const Frame& frame, double row, double font, double nameWidth, bool roomy,
                              double squeeze) {
    if (6 * row + 5 * rowGap > frame.height()) return std::nullopt;
    Sizes s;
    s.roomy = roomy;
    s.font = font;
    s.row = row;
    const double tools = (roomy ? 100 : 112) * font;
    s.input =
        28 * std::max(2.0, std::floor(std::min(frame.height() - tools, (roomy ? 0.2 : 0.16) * frame.width()) / 28));
    s.kernel = 5 * std::floor(row / 5);
    s.gap2 = roomy ? 8 : 3;
    s.dense = std::clamp(std::floor(frame.width() / 150), 4.0, 10.0);
    s.name = nameWidth * font;
    s.share = stripTextWidth(stripText * font, "100.0 %");
    s.bar = std::round((roomy ? 50 : 28) * std::max(squeeze, 0.85));
    s.gaps = leastGaps(s, squeeze);
    for (double cell = std::floor(row / 10); cell >= 2; --cell) {
        s.map2 = 10 * cell;
        s.pooled2 = 5 * std::max(2.0, std::floor(0.5 * s.map2 / 5));
        if (s.least() <= frame.width()) return s;
    }
    return std::nullopt;
}

std::optional<Sizes> choose(QSizeF size, double scale, double nameWidth, bool roomy, double padding) {
    constexpr std::array<double, 6> rows{140, 112, 84, 56, 42, 28};
    std::optional<Sizes> best;
    for (const auto& [font, squeeze] : pinches)
        for (const double row : rows) {
            const double text = scale * font;
            const auto s = sizesFor(frameFor(size, padding, text, roomy), row, text, nameWidth, roomy, squeeze);
            // Rather a little smaller text than tiny maps.
            if (s && (!best || s->row > best->row || (s->row == best->row && s->map2 > best->map2))) best = s;
            if (best && best->row >= 42 && best->map2 >= 0.7 * best->row) return best;
        }
    if (best || scale <= 1) return best;
    return choose(size, std::max(1.0, 0.9 * scale), nameWidth, roomy, padding);
}

std::vector<QRectF> column(double x, double top, double side, double pitch) {
    std::vector<QRectF> rects;
    for (int i = 0; i < 6; ++i) rects.emplace_back(x, top + i * pitch, side, side);
    return rects;
}

std::vector<QRectF> grid(double x, double top, double side, double pitchX, double pitchY) {
    std::vector<QRectF> rects;
    for (int i = 0; i < 16; ++i)
        rects.emplace_back(x + (i % columns) * pitchX, top + (i / columns) * pitchY, side, side);
    return rects;
}

std::vector<QRectF> neurons(const QRectF& all, int count, int perRow, double cell) {
    std::vector<QRectF> rects;
    for (int i = 0; i < count; ++i)
        rects.emplace_back(all.left() + (i % perRow) * cell, all.top() + (i / perRow) * cell, cell, cell);
    return rects;
}

// Left ends of the eight columns: input, kernels, maps, pooled, maps, pooled, dense, class.
std::array<double, 8> columnLefts(const Sizes& s, const Frame& frame) {
    const std::array<double, 7> widths{s.input,        s.kernel,         s.row,         s.row,
                                       s.maps2Width(), s.pooled2Width(), s.denseWidth()};
    const double more = std::max(0.0, (frame.width() - s.least()) / 7); // to every gap
    std::array<double, 8> lefts{};
    double x = frame.left;
    for (std::size_t i = 0; i < lefts.size(); ++i) {
        lefts[i] = std::round(x);
        if (i < widths.size()) x += widths[i] + s.gaps[i] + more;
    }
    return lefts;
}

void placeInput(NetworkLayout& l, const Sizes& s, double x, double next, const Frame& frame) {
    l.input = {x, frame.top, s.input, s.input};
    l.maps[InputPart] = {l.input};
    const double line = stripText * 1.5 * s.font;
    l.caption = {x, l.input.bottom() + 6, next - 8 - x, s.roomy ? line : 2 * line};
    l.tools = {x, l.caption.bottom() + 4, s.input, frame.bottom - l.caption.bottom() - 4};
}

// One channel, one row: kernel, map and pooled map stand on one line.
void placeSixes(NetworkLayout& l, const Sizes& s, std::span<const double> lefts, const Frame& frame) {
    const double pitch = std::floor(std::min((frame.height() - s.row) / 5, s.row + 12));
    const double lower = std::floor((s.row - s.kernel) / 2);
    l.maps[KernelPart] = column(lefts[0], frame.top + lower, s.kernel, pitch);
    l.maps[Maps1Part] = column(lefts[1], frame.top, s.row, pitch);
    l.maps[Pooled1Part] = column(lefts[2], frame.top, s.row, pitch);
}

// The sixteen maps, their pooled ones, and below them the card.
void placeSixteens(NetworkLayout& l, const Sizes& s, double left, double pooledLeft, const Frame& frame) {
    const double pitch = s.map2 + s.gap2, lower = std::round((s.map2 - s.pooled2) / 2);
    l.maps[Maps2Part] = grid(left, frame.top, s.map2, pitch, pitch);
    l.maps[Pooled2Part] = grid(pooledLeft, frame.top + lower, s.pooled2, s.pooled2 + s.gap2, pitch);
    const double cardTop = frame.top + columns * pitch + (s.roomy ? 8 : 4);
    l.card = {left, cardTop, pooledLeft + s.pooled2Width() - left, frame.bottom - cardTop};
}

void placeDense(NetworkLayout& l, const Sizes& s, double x, const Frame& frame) {
    l.dense1 = {x, frame.top, 4 * s.dense, 30 * s.dense};
    l.dense2 = {x + 4 * s.dense + 10, frame.top, 3 * s.dense, 28 * s.dense};
    l.maps[Dense1Part] = neurons(l.dense1, 120, 4, s.dense);
    l.maps[Dense2Part] = neurons(l.dense2, 84, 3, s.dense);
}

void placeClasses(NetworkLayout& l, const Sizes& s, double x, const Frame& frame, int classes) {
    const double pitch = std::floor(frame.height() / std::max(10, classes));
    for (int i = 0; i < classes; ++i) l.maps[ClassPart].emplace_back(x, frame.top + i * pitch, frame.right - x, pitch);
    l.barLeft = x + s.name + classGap;
    l.shareRight = frame.right;
    l.barRight = l.shareRight - s.share - classGap;
}

} // namespace

NetworkLayout NetworkLayout::fit(QSizeF size, double scale, double nameWidth, int classes) {
    // A large text in a narrow strip would leave no room for the pictures.
    scale = std::min(scale, std::max(1.0, size.width() / 800));
    const bool roomy = size.height() >= 450 * std::min(scale, 1.5);
    NetworkLayout l;
    l.padding = roomy ? 18 : 10;
    const auto chosen = choose(size, scale, nameWidth, roomy, l.padding);
    l.whole = chosen.has_value();
    Sizes s = chosen.value_or(Sizes{});
    s.roomy = roomy;
    if (!l.whole) s.font = leastFont;
    l.font = s.font;
    const Frame frame = frameFor(size, l.padding, s.font, roomy);
    const auto lefts = columnLefts(s, frame);
    placeInput(l, s, lefts[0], lefts[1], frame);
    placeSixes(l, s, std::span(lefts).subspan(1, 3), frame);
    placeSixteens(l, s, lefts[4], lefts[5], frame);
    placeDense(l, s, lefts[6], frame);
    placeClasses(l, s, lefts[7], frame, classes);
    for (std::size_t part = 0; part < l.heads.size(); ++part) // both dense parts share one heading
        l.heads[part] = {lefts[part < Dense2Part ? part : part - 1], frame.top - stripHeadsHeight(s.font, roomy)};
    const double footHeight = stripText * 1.5 * s.font;
    l.foot = {frame.left, size.height() - l.padding - footHeight, frame.width(), footHeight};
    return l;
}

} // namespace ui
