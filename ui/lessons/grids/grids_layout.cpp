#include "ui/lessons/grids/grids_layout.h"

#include "ui/figure/number_text.h"
#include "ui/figure/yielding.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace ui {
namespace {

constexpr int sectionReach = imageSide + 2; // numbers of the strip shown on either imageSide of the pixel's

// Cells of a whole number of pixels look even; small ones need it most.
double wholeCell(double room, int cells) {
    return std::max(2.0, std::floor(room / cells));
}

GridPlace grid(const char* part, QPointF corner, double cell, const Crop& crop) {
    return {part, corner, cell, crop.rows, crop.columns, crop.firstRow, crop.firstColumn};
}

// Picture, numbers and, with shuffling, the picture as it was before; all centred between top and bottom.
void placePanels(const GridsPicture& p, GridsLayout& l, double top, double bottom) {
    const double u = l.frame.unit, gutter = 30 * u;
    const Crop crop = cropOf(p);
    const double width = l.frame.right - l.frame.left;
    const double gap = (p.shuffled ? 46 : 64) * u + gutter;
    const int panels = p.shuffled ? 3 : 2;
    // The numbers may be a little larger than the pictures, for reading.
    const double grow = p.shuffled ? 1.12 : 1;
    const double room = std::min(bottom - top - l.head, (width - gutter - gap * (panels - 1)) / (panels - 1 + grow));
    const double cell = wholeCell(room, imageSide), edge = cell * imageSide;
    const double numbersEdge = std::min(edge * grow, bottom - top - l.head);
    const double middle = std::max(top + l.head + std::max(edge, numbersEdge) / 2,
                                   (top + l.head + bottom) / 2 - (p.shuffled ? 10 * u : 0));
    const double left = l.frame.left + gutter, numbersLeft = l.frame.right - numbersEdge;
    l.picture = grid("picture", {left, std::round(middle - edge / 2)}, cell, {0, 0, imageSide, imageSide});
    if (p.shuffled) {
        const double between = (left + edge + numbersLeft - edge) / 2; // as far from the one as from the other
        l.shuffled = grid("shuffled", {std::round(between), l.picture.corner.y()}, cell, {0, 0, imageSide, imageSide});
    }
    if (p.channels == 1) {
        const double number = numbersEdge / crop.rows;
        l.numbers = {grid("numbers", {numbersLeft, std::round(middle - numbersEdge / 2)}, number, crop)};
        return;
    }
    // One under the other, a line for the name over each.
    const double name = 26 * u, word = 62 * u;
    const double number = std::min((numbersEdge - 2 * name) / (3 * crop.rows), (numbersEdge - word) / crop.columns);
    const double x = l.frame.right - word - crop.columns * number;
    for (int channel = 0; channel < p.channels; ++channel)
        l.numbers.push_back(
            grid("numbers", {x, middle - numbersEdge / 2 + channel * (crop.rows * number + name)}, number, crop));
}

void placeStrip(const GridsPicture& p, GridsLayout& l) {
    const double u = l.frame.unit, width = l.frame.zone.width();
    const int total = imagePlaces;
    l.sectionFirst = std::clamp(p.centre - sectionReach, 0, total - 2 * sectionReach - 1);
    l.sectionCount = 2 * sectionReach + 1;
    const double cell = std::min(width / l.sectionCount, 22 * u);
    const double foot = p.shuffled ? 24 * u : 52 * u, thin = 20 * u;
    const double rows = p.shuffled ? thin : p.channels == 1 ? cell : 0.8 * cell * p.channels;
    l.section = QRectF(l.frame.left, l.frame.zone.bottom() - foot - rows, width, rows);
    const double apart = (p.shuffled ? 52 : 30) * u;
    l.strip = QRectF(l.frame.left, l.section.top() - apart - thin, width, thin);
    l.words = QRectF(l.frame.left, l.strip.top() - 36 * u, width, 30 * u);
}

// The pictures one over the other, the name of the lower one below it: the arrows between them cross no word.
void placeTraining(const GridsPicture&, GridsLayout& l) {
    const double u = l.frame.unit;
    const QRectF& z = l.frame.zone;
    const double cell = wholeCell(std::min((z.height() - 2 * l.head - 56 * u) / 2, 0.27 * z.width()), imageSide);
    const double edge = cell * imageSide;
    l.picture = grid("picture", {z.left(), std::round(z.top() + l.head)}, cell, {0, 0, imageSide, imageSide});
    l.shuffled =
        grid("shuffled", {z.left(), std::round(z.bottom() - l.head - edge)}, cell, {0, 0, imageSide, imageSide});
    l.chart = QRectF(QPointF(z.left() + edge + 36 * u, z.top()), z.bottomRight());
}

GridsLayout layOutAt(const GridsPicture& p, QSizeF size, const Style& style) {
    GridsLayout l{StageFrame(size, style), 0, {}, {}, {}, {}, {}, {}, {}, 0, 0};
    const double u = l.frame.unit;
    if (p.training) {
        l.head = 30 * u;
        placeTraining(p, l);
        return l;
    }
    l.head = 46 * u;
    placeStrip(p, l);
    placePanels(p, l, l.frame.zone.top() - 6 * u, l.words.top() - 18 * u);
    return l;
}

} // namespace

Crop cropOf(const GridsPicture& p) {
    const int rows = p.channels == 3 ? 3 : p.shuffled ? 9 : 11, columns = p.channels == 3 ? 9 : rows;
    const int shown = p.shownPlace(p.centre);
    return {std::clamp(shown / imageSide - rows / 2, 0, imageSide - rows),
            std::clamp(shown % imageSide - columns / 2, 0, imageSide - columns), rows, columns};
}

GridsLayout layOut(const GridsPicture& p, QSizeF size, const Style& style) {
    return yieldingTo([](const GridsLayout& l) { return l.numbers.empty() ? 0 : l.numbers.front().side; }, style,
                      [&](const Style& s) { return layOutAt(p, size, s); });
}

} // namespace ui
