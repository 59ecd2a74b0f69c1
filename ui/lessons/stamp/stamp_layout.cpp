#include "ui/lessons/stamp/stamp_layout.h"

#include "ui/figure/yielding.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double largestCell = 120, gapInCells = 1.25, smallestGap = 60;

GridPlace placed(const char* part, int rows, int columns, double side, QPointF corner) {
    return {part, corner, side, rows, columns, 0, 0};
}

// The output with what padding cuts off around it.
struct OutputSize {
    int rows, columns;
};
OutputSize outputSize(const StampPicture& p) {
    if (!p.walk || p.hidesSize()) return {3, 3};
    return {p.task.window.y.padded(p.rows()), p.task.window.x.padded(p.columns())};
}

StampLayout layOutAt(const StampPicture& p, QSizeF size, const Style& style) {
    StageFrame frame(size, style);
    const QRectF sentence = frame.takeSentence();
    const bool far = frame.presenting; // for eyes far away: the grids first
    StampLayout l{frame, {}, {}, {}, {}, {}, {}, {}, 0, sentence};
    const double h = size.height(), u = frame.unit, plain = far ? 0.4 * u : u / style.scale;
    const double cardHeight = far ? std::min(3, p.task.kernel.shape().h) * 22 * u : std::min(164 * u, h * 0.3);
    l.card = QRectF(frame.left, frame.zone.bottom() - cardHeight, frame.zone.width(), cardHeight);
    l.zone = QRectF(frame.zone.topLeft(), QPointF(frame.right, l.card.top() - 20 * plain));
    l.labelGap = (far ? 8 : 12) * u;
    const double label = (far ? 16 : 19) * u + l.labelGap,
                 between = (far ? 4 : 8) * u; // over each grid; from a grid to the label under it
    const cnn::Shape &in = p.task.input.shape(), &k = p.task.kernel.shape();
    const auto [outRows, outColumns] = outputSize(p);
    const int inputs = p.back ? 2 : 1;

    const double foot = (p.counts ? 40 : far ? 5 : 14) * u; // the colour scale
    const double height = l.zone.height() - foot, width = l.zone.width();
    const auto cellFor = [&](int grids, int rows) {
        return (height - grids * label - (grids - 1) * between) / (grids * rows);
    };
    const int columns = in.w + k.w + outColumns;
    double side = width / (columns + 2 * gapInCells);
    if (side * gapInCells < smallestGap * u) side = (width - 2 * smallestGap * u) / columns;
    side = std::floor(std::clamp(std::min({side, cellFor(1, outRows), cellFor(2, k.h), cellFor(inputs, in.h)}), 6.0,
                                 (far ? 75 : largestCell) * u));

    const double gap = GridPlace{"", {}, side, 1, 1, 0, 0}.gap() / 2; // the cells' edges stand on the margins
    const double middle = l.zone.top() + height / 2;
    const auto top = [&](int grids, int rows) {
        return middle - (grids * (rows * side + label) + (grids - 1) * between) / 2 + label;
    };
    const double next = label + between;
    const double inputTop = top(inputs, in.h), kernelTop = top(2, k.h);
    l.input = placed("input", in.h, in.w, side, {frame.left - gap, inputTop});
    if (p.back) l.back = placed("back", in.h, in.w, side, {frame.left - gap, inputTop + in.h * side + next});
    l.output = placed("output", outRows, outColumns, side, {frame.right + gap - outColumns * side, top(1, outRows)});
    const double centre = (l.input.rect().right() + l.output.rect().left()) / 2;
    l.kernel = placed("kernel", k.h, k.w, side, {centre - k.w * side / 2, kernelTop});
    l.stamp = placed("stamp", k.h, k.w, side, {centre - k.w * side / 2, kernelTop + k.h * side + next});
    if (p.walk && !p.hidesSize()) {
        l.output.firstRow = -p.task.window.y.padBefore;
        l.output.firstColumn = -p.task.window.x.padBefore;
    }
    return l;
}

} // namespace

StampLayout layOut(const StampPicture& p, QSizeF size, const Style& style) {
    return yieldingTo([](const StampLayout& l) { return l.input.side; }, style,
                      [&](const Style& s) { return layOutAt(p, size, s); });
}

} // namespace ui
