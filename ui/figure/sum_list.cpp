#include "ui/figure/sum_list.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double pitch = 1.55, between = 2.5; // of the text size: a line, and from one column of lines to the next
constexpr int mostColumns = 3;

double ends(double unit) {
    return 9 * unit;
}
double sides(double unit, bool nameAbove) {
    return (nameAbove ? 24 : 28) * unit;
}
double captionSize(double unit) {
    return std::max(12.5, 14 * unit);
}
double smallest(double unit) {
    return std::max(12.5, 13 * unit);
}

// The widest of each part of a line, so that signs and results stand under one another.
struct LineWidths {
    double left = 0, sign = 0, result = 0;
    double all() const { return left + sign + result; }
};

LineWidths widthsOf(const SumList& list, double pixels) {
    LineWidths w;
    for (const SumLine& line : list.lines) {
        w.left = std::max(w.left, lineWidth(line.left, pixels));
        w.sign = std::max(w.sign, lineWidth(line.sign, pixels));
        w.result = std::max(w.result, lineWidth(line.result, pixels));
    }
    return w;
}

double nameWidth(const SumList& list, double unit) {
    return lineWidth({{list.name, {}}}, captionSize(unit)) + 24 * unit;
}

struct SumListPainting {
    QPainter& painter;
    const Palette& c;
    const SumList& list;
    const SumListPlace& place;
    LineWidths widths;
    double first; // left end of the first column
    double unit;

    QRectF row(int i) const {
        const double height = pitch * place.pixels, top = place.area.bottom() - ends(unit) - place.rows * height;
        const double across = widths.all() + between * place.pixels;
        return {first + (i / place.rows) * across, top + (i % place.rows) * height, widths.all(), height};
    }
    QRectF box(int i) const {
        const double out = 0.6 * place.pixels;
        return row(i).adjusted(-out, 1.5, out, -1.5);
    }
    void toCome(int i) const {
        QPen dashed(c.lineStrong, 1);
        dashed.setDashPattern({5, 5});
        painter.setPen(dashed);
        painter.setBrush(c.window);
        painter.drawRoundedRect(box(i), 6, 6);
    }
    void mark(int i) const {
        painter.setPen(QPen(c.now, 2));
        painter.setBrush(c.nowTint);
        painter.drawRoundedRect(box(i), 6, 6);
    }
    void write(int i) const {
        const SumLine& line = list.lines[static_cast<std::size_t>(i)];
        const QRectF where = row(i);
        const double y = where.center().y() + 0.36 * place.pixels;
        drawLine(painter, line.left, where.left(), y, place.pixels);
        drawLine(painter, line.sign, where.left() + widths.left, y, place.pixels);
        drawLine(painter, line.result, where.right() - lineWidth(line.result, place.pixels), y, place.pixels);
    }
};

} // namespace

SumListPlace SumListPlace::fitting(const SumList& list, double width, double height, double unit) {
    SumListPlace best;
    const auto count = static_cast<int>(list.lines.size());
    const double least = smallest(unit);
    const LineWidths widths = widthsOf(list, least);
    for (const bool above : {false, true}) {
        const double room = width - 2 * sides(unit, above) - (above ? 0 : nameWidth(list, unit));
        const double around = 2 * ends(unit) + (above ? 1.5 * captionSize(unit) : 0);
        for (int columns = 1; columns <= std::min(mostColumns, count); ++columns) {
            const int rows = (count + columns - 1) / columns;
            if ((columns - 1) * rows >= count) continue; // its last column would be empty
            const double across = columns * widths.all() + (columns - 1) * between * least;
            const double high = (height - around) / rows / pitch;
            const double pixels = std::floor(2 * std::min({18 * unit, high, least * room / across})) / 2;
            if (pixels < least || pixels <= best.pixels) continue;
            best = {QRectF(0, 0, width, rows * pitch * pixels + around), pixels, columns, rows, above};
        }
    }
    return best;
}

SumListPlace placeUnder(const SumList& list, const StageFrame& frame, double spare, QRectF& card) {
    if (list.empty()) return {};
    const double gap = 10 * frame.unit;
    SumListPlace place = SumListPlace::fitting(list, frame.zone.width(), spare - gap, frame.unit);
    if (!place.shown()) return {};
    place.area.moveBottomLeft(frame.zone.bottomLeft());
    card.moveBottom(place.area.top() - gap);
    return place;
}

void paintSumList(QPainter& painter, const Style& style, const SumList& list, const SumListPlace& place, double unit) {
    if (!place.shown()) return;
    const Palette& c = style.colors();
    painter.setPen(QPen(c.line, 1));
    painter.setBrush(c.surface);
    painter.drawRoundedRect(place.area.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
    const double caption = captionSize(unit), left = place.area.left() + sides(unit, place.nameAbove);
    const double first = left + (place.nameAbove ? 0 : nameWidth(list, unit));
    const SumListPainting painting{painter, c, list, place, widthsOf(list, place.pixels), first, unit};
    const auto count = static_cast<int>(list.lines.size());
    for (int i = list.reached; i < count; ++i) painting.toCome(i);
    if (list.now < list.reached) painting.mark(list.now);
    for (int i = 0; i < std::min(count, list.reached); ++i) painting.write(i);
    const double y =
        place.nameAbove ? place.area.top() + ends(unit) + caption : painting.row(0).center().y() + 0.36 * caption;
    drawLine(painter, {{list.name, c.dim}}, left, y, caption);
}

} // namespace ui
