#include "ui/lessons/filter/filter_layout.h"

#include "ui/figure/yielding.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double largestCell = 84;
constexpr double threeDigits = 23;                    // pixels of a cell that shows "184"
constexpr double leastWidth = 860, leastHeight = 640; // in units
constexpr double cardShare = 0.33;                    // of the room under the headings, at least

// How large a pixel is drawn: in whole or half units when the picture is enlarged, so that its stripes stay even.
double pixelSize(const cnn::Shape& size, double width, double height) {
    const double fits = std::min(width / size.w, height / size.h);
    return fits >= 1 ? std::floor(2 * fits) / 2 : fits;
}

GridPlace place(const char* part, const cnn::Shape& grid, double side, double left, double centre) {
    return {part, {left, centre - grid.h * side / 2}, side, grid.h, grid.w, 0, 0};
}

} // namespace

QRectF FilterLayout::pixels(const QRectF& where, const cnn::Shape& size, int y, int x, int h, int w) {
    const double across = where.width() / size.w, down = where.height() / size.h;
    return {where.left() + x * across, where.top() + y * down, w * across, h * down};
}

namespace {

FilterLayout layOutAt(const FilterPicture& p, QSizeF size, const Style& style) {
    FilterLayout l{StageFrame(size, style), {}, {}, {}, {}, {}, {}, {}, {}, 1, 0};
    const QRectF zone = l.frame.zone;
    const double u = l.unit = l.frame.presenting
                                  ? 0.92 * l.frame.unit
                                  : std::min({l.frame.unit, zone.width() / leastWidth, zone.height() / leastHeight});
    // Below the pictures the scale, and up to two lines of words that do not shrink with it.
    const double head = 28 * u, between = 20 * u, words = 2.9 * std::max(12.0, 13.5 * u),
                 foot = std::max(46 * u, 18 * u + words - between);
    const double room = zone.height() - head - foot - between;
    const double pixel = pixelSize(p.size, (zone.width() - 16 * u) / 2, room - cardShare * zone.height());
    const QSizeF picture(p.size.w * pixel, p.size.h * pixel);
    l.input = QRectF(QPointF(std::round(zone.left()), std::round(zone.top() + head)), picture);
    l.output = l.input.translated(std::floor(zone.right() - picture.width()) - l.input.left(), 0);
    l.scale = QRectF(l.output.left(), l.output.bottom() + 8 * u, picture.width(), 10 * u);

    const double cardTop = std::min(l.output.bottom() + foot + between, zone.bottom() - cardShare * zone.height());
    const double pad = 22 * u, sign = 30 * u, sumWidth = 218 * u;
    // No higher than the largest square grid needs: whatever the kernel, the card stays.
    const double square = (zone.width() - 2 * pad - sumWidth - 3 * sign) / 3;
    const double cardHeight = std::min(zone.bottom() - cardTop, square + 45 * u);
    // What is left below a card that is as wide as it can be stands half above it.
    const double rest = l.frame.presenting ? 0 : (zone.bottom() - cardTop - cardHeight) / 2;
    l.card = QRectF(zone.left(), cardTop + rest, zone.width(), cardHeight);
    const QRectF in = l.card.adjusted(pad, 10 * u, -pad, -10 * u);
    l.headings = in.top() + 15 * u;
    const double top = l.headings + 10 * u, height = in.bottom() - top;
    const cnn::Shape& k = p.window.task.kernel.shape();
    const double side = std::floor(
        std::max(4.0, std::min({height / k.h, (in.width() - sumWidth - 3 * sign) / (3 * k.w), largestCell * u})));
    const double column = std::max(k.w * side, 96 * u);
    const double gap = std::max(sign, (in.width() - sumWidth - 3 * column) / 3);
    const double centre = top + height / 2;
    const double inset = (column - k.w * side) / 2;
    const auto left = [&](int i) { return in.left() + i * (column + gap) + inset; };
    l.window = place("window", k, side, left(0), centre);
    l.kernel = place("kernel", k, side, left(1), centre);
    l.products = place("products", k, side, left(2), centre);
    l.sum = QRectF(QPointF(in.right() - sumWidth, top), in.bottomRight());
    return l;
}

} // namespace

FilterLayout layOut(const FilterPicture& p, QSizeF size, const Style& style) {
    const FilterLayout usual = yieldingTo([](const FilterLayout& l) { return l.window.side; }, style,
                                          [&](const Style& s) { return layOutAt(p, size, s); });
    if (usual.window.side >= threeDigits || usual.frame.presenting) return usual;
    // The pictures grow by half pixels, so the room for the window does not only grow with less room for words.
    for (Style words = style; words.scale > 1; words.scale *= 0.96)
        if (const FilterLayout l = layOutAt(p, size, words); l.window.side >= threeDigits) return l;
    return usual;
}

} // namespace ui
