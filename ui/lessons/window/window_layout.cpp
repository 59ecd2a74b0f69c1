#include "ui/lessons/window/window_layout.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double largestCell = 120, gapInCells = 1.25, smallestGap = 60;

struct GridColumns {
    int input, middle, output;
    int all() const { return input + middle + output; }
};

// Where the input's cells could stand, padding included.
int paddedRows(const WindowPicture& p) {
    return p.task.window.y.padded(p.task.input.shape().h);
}
int paddedColumns(const WindowPicture& p) {
    return p.task.window.x.padded(p.task.input.shape().w);
}

GridPlace place(const char* part, int rows, int columns, double side, double x, double centre) {
    return {part, {x, centre - rows * side / 2}, side, rows, columns, 0, 0};
}

} // namespace

WindowLayout layOut(const WindowPicture& p, QSizeF size, const Style& style) {
    const StageFrame frame(size, style);
    WindowLayout l{frame, {}, {}, {}, {}, {}, {}, {}, 0};
    const double h = size.height(), u = frame.unit, plain = u / style.scale;
    const double cardHeight = std::min(164 * u, h * 0.3);
    l.card = QRectF(frame.left, frame.zone.bottom() - cardHeight, frame.zone.width(), cardHeight);
    l.zone = QRectF(frame.zone.topLeft(), QPointF(frame.right, l.card.top() - 20 * plain));

    const bool strided = p.walk && (p.task.window.y.stride > 1 || p.task.window.x.stride > 1);
    const double leftGutter = strided ? 40 * u : 0, topGutter = strided ? 36 * u : 0;
    l.labelGap = 16 * u;
    const double head = 19 * u + l.labelGap + topGutter;
    const double foot = p.colour || p.uses ? std::max(44 * u, 22 * u + 24) : 14 * u; // colour scale

    const bool sized = p.walk && !p.hidesSize();
    const int outRows = sized ? p.walk->output().shape().h : 2, outColumns = sized ? p.walk->output().shape().w : 2;
    const int kernelRows = p.task.window.y.kernel, kernelColumns = p.task.window.x.kernel;
    const GridColumns columns{paddedColumns(p), p.isConvolution() ? kernelColumns : 1, outColumns};
    const int rows = std::max({paddedRows(p), kernelRows, outRows});
    const double width = l.zone.width() - leftGutter;
    const double perHeight = (l.zone.height() - head - foot) / rows;
    double side = width / (columns.all() + 2 * gapInCells);
    if (side * gapInCells < smallestGap * u) side = (width - 2 * smallestGap * u) / columns.all();
    side = std::floor(std::clamp(std::min(side, perHeight), 6.0, largestCell * u));

    const double gap = GridPlace{"", {}, side, 1, 1, 0, 0}.gap() / 2; // the cells' edges stand on the margins
    const double centre = l.zone.top() + head + (l.zone.height() - head - foot) * 0.46;
    const double top = std::max(l.zone.top() + head, centre - paddedRows(p) * side / 2);
    const double middle = top + paddedRows(p) * side / 2;
    l.input = place("input", paddedRows(p), paddedColumns(p), side, frame.left + leftGutter - gap, middle);
    l.input.firstRow = -p.task.window.y.padBefore;
    l.input.firstColumn = -p.task.window.x.padBefore;
    l.output = place("output", outRows, outColumns, side, frame.right + gap - outColumns * side, middle);
    const double between = (l.input.rect().right() + l.output.rect().left()) / 2;
    if (p.isConvolution()) {
        l.kernel = place("kernel", kernelRows, kernelColumns, side, between - kernelColumns * side / 2, middle);
    } else {
        const QSizeF pill(118 * u, 76 * u);
        l.pill = QRectF(QPointF(between - pill.width() / 2, middle - pill.height() / 2), pill);
    }
    const double legendTop =
        std::max(l.kernel.side > 0 ? l.kernel.rect().bottom() : l.pill.bottom(), l.output.rect().bottom());
    const double legendLeft = l.input.rect().right() + 0.35 * side + 16 * u;
    l.legend = QRectF(QPointF(legendLeft, legendTop + 34 * u), QPointF(frame.right, l.zone.bottom()));
    return l;
}

} // namespace ui
