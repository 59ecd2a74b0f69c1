#include "ui/figure/network_layout.h"

#include "ui/figure/network_picture.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int columns = 4; // of the sixteen maps
constexpr double rowGap = 5, mapGap = 8;

// One choice of sizes, and the room it needs.
struct Sizes {
    double font, row, input, kernel, map2, pooled2, gap2, dense, name, bar, share;
    bool roomy;

    double maps2Width() const { return columns * map2 + (columns - 1) * gap2; }
    double pooled2Width() const { return columns * pooled2 + (columns - 1) * gap2; }
    double denseWidth() const { return 7 * dense + 10; } // 4 and 3 columns of neurons
    double classWidth() const { return name + bar + share + 16; }
    double content() const {
        return input + kernel + 2 * row + maps2Width() + pooled2Width() + denseWidth() + classWidth();
    }
};

double textWidth(double font, const QString& text) {
    return QFontMetricsF(Style::numberFont(stripText * font)).horizontalAdvance(text);
}

// Room between the columns: input | kernels | maps | pooled | maps | pooled | dense | class.
constexpr std::array<double, 7> gapShares{1.3, 0.9, 1.0, 1.4, 1.0, 1.0, 1.0};
double shares() {
    double sum = 0;
    for (const double s : gapShares) sum += s;
    return sum;
}

struct Frame {
    double top, bottom, left, right; // of the maps
};

Frame frameFor(QSizeF size, double padding, double font, bool roomy) {
    const double heads = (stripHead + stripText) * 1.3 * font + (roomy ? 12 : 6);
    const double title = stripTitle * 1.35 * font + (roomy ? 14 : 6);
    const double foot = stripText * 1.5 * font + (roomy ? 16 : 8);
    return {padding + title + heads, size.height() - padding - foot, padding, size.width() - padding};
}

std::optional<Sizes> sizesFor(const Frame& frame, double row, double font, double nameWidth, bool roomy) {
    const double height = frame.bottom - frame.top, width = frame.right - frame.left;
    if (6 * row + 5 * rowGap > height) return std::nullopt;
    const double toolRoom = (roomy ? 92 : 100) * font;
    for (double cell2 = std::floor(row / 10); cell2 >= 2; --cell2) {
        Sizes s{};
        s.font = font;
        s.roomy = roomy;
        s.row = row;
        s.input = 28 * std::max(2.0, std::floor(std::min(height - toolRoom, 0.2 * width) / 28));
        s.kernel = 5 * std::floor(row / 5);
        s.map2 = 10 * cell2;
        s.pooled2 = 5 * std::max(2.0, std::floor(0.6 * s.map2 / 5));
        s.gap2 = roomy ? mapGap : 4;
        s.dense = std::clamp(std::floor(height / 30), 4.0, 9.0);
        s.name = nameWidth * font;
        s.bar = roomy ? 64 : 30;
        s.share = textWidth(font, "100.0 %") + 2;
        const double gap = std::max(row * 0.3, textWidth(font, "6@28×28") + 6 - row);
        if (s.content() + shares() * gap <= width) return s;
    }
    return std::nullopt;
}

Sizes choose(QSizeF size, double scale, double nameWidth, bool roomy, double padding) {
    constexpr std::array<double, 6> rows{140, 112, 84, 56, 42, 28};
    for (double font = scale; font > 0.6; font -= 0.05)
        for (const double row : rows)
            if (const auto s = sizesFor(frameFor(size, padding, font, roomy), row, font, nameWidth, roomy))
                if (row >= 42 || font <= 0.9) return *s;
    // Too small for everything: the smallest there is, cut off at the right.
    Sizes s{0.6, 28, 112, 25, 20, 10, 4, 4, nameWidth * 0.6, 30, 40, roomy};
    return s;
}

std::vector<QRectF> column(double x, double top, double side, double pitch) {
    std::vector<QRectF> rects;
    for (int i = 0; i < 6; ++i) rects.emplace_back(x, top + i * pitch, side, side);
    return rects;
}

std::vector<QRectF> grid(double x, double top, double side, double pitchX, double pitchY) {
    std::vector<QRectF> rects;
    for (int i = 0; i < 16; ++i) rects.emplace_back(x + (i % columns) * pitchX, top + (i / columns) * pitchY, side, side);
    return rects;
}

std::vector<QRectF> neurons(const QRectF& all, int count, int perRow, double cell) {
    std::vector<QRectF> rects;
    for (int i = 0; i < count; ++i)
        rects.emplace_back(all.left() + (i % perRow) * cell, all.top() + (i / perRow) * cell, cell, cell);
    return rects;
}

void placeInput(NetworkLayout& l, const Sizes& s, double x, const Frame& frame) {
    l.input = {x, frame.top, s.input, s.input};
    l.maps[InputPart] = {l.input};
    const double line = stripText * 1.5 * s.font;
    l.caption = {x, l.input.bottom() + 6, s.input + (s.roomy ? 0 : 12), line};
    l.tools = {x, l.caption.bottom() + 4, s.input, frame.bottom - l.caption.bottom() - 4};
}

void placeClasses(NetworkLayout& l, const Sizes& s, double x, const Frame& frame) {
    const double pitch = (frame.bottom - frame.top) / 10;
    for (int i = 0; i < 10; ++i)
        l.maps[ClassPart].emplace_back(x, frame.top + i * pitch, frame.right - x, pitch);
    l.barLeft = x + s.name + 8;
    l.shareRight = frame.right;
    l.barRight = l.shareRight - s.share - 8;
}

} // namespace

NetworkLayout NetworkLayout::fit(QSizeF size, double scale, double nameWidth) {
    const bool roomy = size.height() >= 450 * std::min(scale, 1.5);
    NetworkLayout l;
    l.padding = roomy ? 20 : 14;
    const Sizes s = choose(size, scale, nameWidth, roomy, l.padding);
    l.font = s.font;
    const Frame frame = frameFor(size, l.padding, s.font, roomy);
    const double gap = (frame.right - frame.left - s.content()) / shares();
    const double pitch = std::floor(std::min((frame.bottom - frame.top - s.row) / 5, s.row + 12));
    double x = frame.left;
    const double headTop = frame.top - (stripHead + stripText) * 1.3 * s.font - (roomy ? 12 : 6);
    const auto next = [&](PartIndex part, double width, int gapIndex) {
        const double left = std::round(x);
        l.heads[part] = {left, headTop};
        x += width + (gapIndex < 7 ? gapShares[static_cast<std::size_t>(gapIndex)] * gap : 0);
        return left;
    };
    placeInput(l, s, next(InputPart, s.input, 0), frame);
    l.maps[KernelPart] = column(next(KernelPart, s.kernel, 1), frame.top, s.kernel, pitch);
    l.maps[Maps1Part] = column(next(Maps1Part, s.row, 2), frame.top, s.row, pitch);
    l.maps[Pooled1Part] = column(next(Pooled1Part, s.row, 3), frame.top, s.row, pitch);
    const double pitch2 = s.map2 + s.gap2, lower = std::round((s.map2 - s.pooled2) / 2);
    const double left2 = next(Maps2Part, s.maps2Width(), 4);
    l.maps[Maps2Part] = grid(left2, frame.top, s.map2, pitch2, pitch2);
    const double leftP2 = next(Pooled2Part, s.pooled2Width(), 5);
    l.maps[Pooled2Part] = grid(leftP2, frame.top + lower, s.pooled2, s.pooled2 + s.gap2, pitch2);
    const double dense = next(Dense1Part, s.denseWidth(), 6);
    l.dense1 = {dense, frame.top, 4 * s.dense, 30 * s.dense};
    l.dense2 = {dense + 4 * s.dense + 10, frame.top, 3 * s.dense, 28 * s.dense};
    l.heads[Dense2Part] = l.heads[Dense1Part];
    l.maps[Dense1Part] = neurons(l.dense1, 120, 4, s.dense);
    l.maps[Dense2Part] = neurons(l.dense2, 84, 3, s.dense);
    placeClasses(l, s, next(ClassPart, s.classWidth(), 7), frame);

    const double cardTop = frame.top + columns * pitch2 + (roomy ? 8 : 4);
    l.card = {left2, cardTop, leftP2 + s.pooled2Width() - left2, frame.bottom - cardTop};
    l.title = {frame.left, l.padding, frame.right - frame.left, stripTitle * 1.35 * s.font};
    const double footHeight = stripText * 1.5 * s.font;
    l.foot = {frame.left, size.height() - l.padding - footHeight, frame.right - frame.left, footHeight};
    return l;
}

std::optional<CellRef> NetworkLayout::at(QPointF point, const std::array<QSize, 9>& cells) const {
    for (std::size_t p = 0; p < maps.size(); ++p)
        for (std::size_t m = 0; m < maps[p].size(); ++m) {
            const QRectF& where = maps[p][m];
            if (!where.contains(point)) continue;
            const double x = (point.x() - where.left()) / where.width() * cells[p].width();
            const double y = (point.y() - where.top()) / where.height() * cells[p].height();
            return CellRef{networkParts()[p].part, static_cast<int>(m), std::min(static_cast<int>(y), cells[p].height() - 1),
                           std::min(static_cast<int>(x), cells[p].width() - 1)};
        }
    return std::nullopt;
}

} // namespace ui
