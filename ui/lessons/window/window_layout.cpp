#include "ui/lessons/window/window_layout.h"

#include "ui/figure/yielding.h"
#include "ui/lessons/window/window_sums.h"

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

// Between input and output: the kernel, or the pill that says what pooling takes; and the legend beside the input.
void placeMiddle(WindowLayout& l, const WindowPicture& p, double middle) {
    const double u = l.frame.unit, side = l.input.side;
    const double between = (l.input.rect().right() + l.output.rect().left()) / 2;
    if (p.isConvolution()) {
        const auto& [y, x] = p.task.window;
        l.kernel = place("kernel", y.kernel, x.kernel, side, between - x.kernel * side / 2, middle);
    } else {
        const QSizeF pill(118 * u, 76 * u);
        l.pill = QRectF(QPointF(between - pill.width() / 2, middle - pill.height() / 2), pill);
    }
    const double top =
        std::max(p.isConvolution() ? l.kernel.rect().bottom() : l.pill.bottom(), l.output.rect().bottom());
    const double left = l.input.rect().right() + 0.35 * side + 16 * u;
    const double scale = p.coloured(side) ? 22 * u + 1.6 * std::max(13.0, 13 * u) : 0; // under the output
    l.legend = QRectF(QPointF(left, top + std::max(34 * u, scale)), QPointF(l.frame.right, l.zone.bottom()));
}

// The grids over what stands below them, which takes that height; with the list of all sums if there is room for it.
WindowLayout layOutOver(double cardHeight, const WindowPicture& p, const StageFrame& frame, const Style& style,
                        double largest) {
    WindowLayout l{frame, {}, {}, {}, {}, {}, {}, {}, {}, 0, {}, {}};
    const double u = frame.unit, plain = frame.presenting ? u : u / style.scale;
    const double apart = cardHeight > 0 ? 20 * plain : 0;
    l.card = QRectF(frame.left, frame.zone.bottom() - cardHeight, frame.zone.width(), cardHeight);
    l.zone = QRectF(frame.zone.topLeft(), QPointF(frame.right, l.card.top() - apart));

    const bool strided = p.walk && (p.task.window.y.stride > 1 || p.task.window.x.stride > 1);
    const double leftGutter = strided ? 40 * u : 0, topGutter = strided ? 36 * u : 0;
    l.labelGap = (frame.presenting ? 9 : 16) * u;
    const double head = (frame.presenting ? 16 : 19) * u + l.labelGap + topGutter;
    const double foot = p.colour || p.uses || (frame.presenting && p.stacked)
                            ? std::max(44 * u, 22 * u + 24)
                            : (frame.presenting ? 6 : 14) * u; // scale

    const bool sized = p.walk && !p.hidesSize();
    const int outRows = sized ? p.walk->output().shape().h : 2, outColumns = sized ? p.walk->output().shape().w : 2;
    const int kernelRows = p.task.window.y.kernel, kernelColumns = p.task.window.x.kernel;
    const GridColumns columns{paddedColumns(p), p.isConvolution() ? kernelColumns : 1, outColumns};
    const int rows = std::max({paddedRows(p), kernelRows, outRows});
    const double width = l.zone.width() - leftGutter;
    const double perHeight = (l.zone.height() - head - foot) / rows;
    double side = width / (columns.all() + 2 * gapInCells);
    if (side * gapInCells < smallestGap * u) side = (width - 2 * smallestGap * u) / columns.all();
    side = std::floor(std::clamp(std::min(side, perHeight), 6.0, largest));

    if (!frame.presenting) {
        l.sums = placeUnder(sumsOf(style.colors(), p), frame, l.zone.height() - head - foot - rows * side, l.card);
        l.zone.setBottom(l.card.top() - apart);
    }
    const double gap = GridPlace{"", {}, side, 1, 1, 0, 0}.gap() / 2; // the cells' edges stand on the margins
    const double centre = l.zone.top() + head + (l.zone.height() - head - foot) * 0.46;
    const double top = std::max(l.zone.top() + head, centre - paddedRows(p) * side / 2);
    const double middle = top + paddedRows(p) * side / 2;
    l.input = place("input", paddedRows(p), paddedColumns(p), side, frame.left + leftGutter - gap, middle);
    l.input.firstRow = -p.task.window.y.padBefore;
    l.input.firstColumn = -p.task.window.x.padBefore;
    l.output = place("output", outRows, outColumns, side, frame.right + gap - outColumns * side, middle);
    placeMiddle(l, p, middle);
    return l;
}

// The figure first: the sum stands beside the grids where it can be read there without making the cells smaller,
// otherwise below them.
WindowLayout layOutPresented(const WindowPicture& p, StageFrame frame, const Style& style) {
    const QRectF sentence = frame.takeSentence();
    const Palette& c = style.colors();
    const double u = frame.unit, largest = 75 * u;
    if (p.fits || p.stacked || p.uses) {
        WindowLayout table = layOutOver((p.fits ? 150 : p.stacked ? 110 : 92) * u, p, frame, style, largest);
        table.sentence = sentence;
        return table;
    }
    WindowLayout beside = layOutOver(0, p, frame, style, largest);
    const double left = beside.input.rect().right() + 24 * u;
    const double top = std::max({beside.kernel.rect().bottom(), beside.pill.bottom(), beside.output.rect().bottom()});
    beside.card = QRectF(QPointF(left, top + (p.colour ? 50 : 10) * u), QPointF(frame.right, frame.zone.bottom()));
    beside.sentence = sentence;
    if (beside.card.height() > 0) beside.sum = sumLines(c, p, beside.card.size(), 24 * u, 21 * u);
    if (beside.sum.pixels >= 17 * u && !beside.sum.shortened) return beside;
    const QSizeF lines(frame.zone.width(), 70 * u);
    const SumLines sum = sumLines(c, p, lines, 24 * u, 17 * u);
    WindowLayout below = layOutOver(sum.empty() ? 0 : sum.height(), p, frame, style, largest);
    below.sum = sum;
    below.sentence = sentence;
    return below;
}

WindowLayout layOutAt(const WindowPicture& p, QSizeF size, const Style& style) {
    const StageFrame frame(size, style);
    if (frame.presenting) return layOutPresented(p, frame, style);
    const double h = size.height(), u = frame.unit;
    const double cardHeight = p.fits ? std::min(200 * u, h * 0.34) : std::min(164 * u, h * 0.3);
    return layOutOver(cardHeight, p, frame, style, largestCell * u);
}

} // namespace

WindowLayout layOut(const WindowPicture& p, QSizeF size, const Style& style) {
    return yieldingTo([](const WindowLayout& l) { return l.input.side; }, style,
                      [&](const Style& s) { return layOutAt(p, size, s); });
}

} // namespace ui
