#include "ui/lessons/channels/channel_layout.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double largestCell = 96, smallestDigitCell = 28, channelGap = 14;

GridPlace grid(const char* part, int rows, int columns, double side, double x, double middle) {
    return {part, {x, middle - rows * side / 2}, side, rows, columns, 0, 0};
}

// What the layout is computed from, in cells and in pixels.
struct Needs {
    int rows, columns; // of an input channel, padding included
    int kernelRows, kernelColumns;
    int outRows, outColumns;
    int maps;
    double labels, image, pill, plus, gap; // widths; four gaps between the columns
};

Needs needsOf(const ChannelPicture& p, double u) {
    const auto& [y, x] = p.task.window;
    const cnn::Shape& in = p.task.input.shape();
    Needs n{};
    n.rows = y.padded(in.h);
    n.columns = x.padded(in.w);
    n.kernelRows = y.kernel;
    n.kernelColumns = x.kernel;
    n.outRows = p.walk && !p.hidesShape() ? p.outputRows() : 2;
    n.outColumns = p.walk && !p.hidesShape() ? p.outputColumns() : 2;
    n.maps = p.cover == "depth" ? 1 : p.maps();
    n.labels = 108 * u;
    n.image = p.rgb ? 150 * u : 0;
    n.pill = (p.perChannel() == 1 ? 132 : p.perChannel() <= 4 ? 264 : 84) * u;
    n.plus = 44 * u;
    n.gap = 50 * u;
    return n;
}

// The sum card needs a line a channel, or only one when every partial sum is one product.
double cardHeight(const ChannelPicture& p, double unit, double stage) {
    const double wanted = p.mixesOnly() ? 100 : 92 + 24.0 * std::max(1, p.channels());
    return std::min(wanted * unit, stage * 0.3);
}

void placeMatrix(ChannelLayout& l, const ChannelPicture& p, double u) {
    const int pixels = p.outputRows() * p.outputColumns(), c = p.channels(), o = p.maps();
    const double gap = 40 * u, bracket = 10 * u;
    const double room = l.matrix.width() - 3 * gap - 8 * bracket;
    const double side =
        std::floor(std::clamp(std::min(room / (c + 1 + 2 * pixels), l.matrix.height() / std::max(c, o)), 6.0, 44 * u));
    const double used = side * (c + 1 + 2 * pixels) + 3 * gap + 8 * bracket;
    double x = l.matrix.left() + bracket + std::max(0.0, (l.matrix.width() - used) / 2);
    const double middle = l.matrix.center().y();
    const auto next = [&](const char* part, int rows, int columns) {
        const GridPlace placed = grid(part, rows, columns, side, x, middle);
        x += columns * side + gap + 2 * bracket;
        return placed;
    };
    l.matrixKernel = next("matrixKernel", o, c);
    l.matrixInput = next("matrixInput", c, pixels);
    l.matrixBias = next("matrixBias", o, 1);
    l.matrixOutput = next("matrixOutput", o, pixels);
}

// Output channels one under the other, each with its name above it.
void placeOutputs(ChannelLayout& l, const Needs& n, double side, double right, double u) {
    const double name = n.maps > 1 ? 24 * u : 0, between = 8 * u;
    const double all = n.maps * (n.outRows * side + name) + (n.maps - 1) * between;
    double y = l.zone.center().y() - all / 2;
    for (int o = 0; o < n.maps; ++o, y += n.outRows * side + name + between)
        l.outputs.push_back(grid("output", n.outRows, n.outColumns, side, right - n.outColumns * side,
                                 y + name + n.outRows * side / 2));
}

// The areas: the sum below, over it the matrix, above both the grids.
void placeAreas(ChannelLayout& l, const ChannelPicture& p, double height, double plain) {
    const StageFrame& frame = l.frame;
    const double u = frame.unit;
    l.card = QRectF(frame.left, frame.zone.bottom(), frame.zone.width(), 0);
    l.card.setTop(l.card.bottom() - cardHeight(p, u, height));
    double bottom = l.card.top() - 18 * plain;
    if (p.showsMatrix()) {
        const double matrix = std::min(46 * u * std::max(p.channels(), p.maps()), 0.2 * height);
        l.matrix = QRectF(QPointF(frame.left, bottom - matrix), QPointF(frame.right, bottom));
        placeMatrix(l, p, u);
        bottom -= matrix + 44 * plain; // names of the matrices
    }
    l.zone = QRectF(QPointF(frame.left, frame.zone.top() + 34 * u), QPointF(frame.right, bottom));
    l.diagram = QRectF(frame.right - 170 * u, 16 * plain, 170 * u, frame.zone.top() - 16 * plain);
}

// Pixels: a cell of the channels, one of the kernels, the height of a channel's band, and from one part to the next.
struct Sizes {
    double side, kernelSide, band, gap;
};

Sizes sizesIn(const QRectF& zone, const Needs& n, const ChannelPicture& p, double u) {
    const double name = n.maps > 1 ? 32 * u : 0;
    const double band = (zone.height() - channelGap * u * (p.channels() - 1)) / p.channels();
    const double fixed = n.labels + n.image + n.pill + n.plus + 4 * n.gap;
    const double perWidth = (zone.width() - fixed) / (n.columns + n.kernelColumns + n.outColumns);
    const double perOut = (zone.height() / n.maps - name) / n.outRows;
    const double side = std::floor(
        std::clamp(std::min({band / std::max(n.rows, n.kernelRows), perWidth, perOut}), 5.0, largestCell * u));
    // Few numbers stay readable when the many become colours.
    const double kernelRoom =
        std::max(side, (zone.width() - fixed - side * (n.columns + n.outColumns)) / n.kernelColumns);
    const double kernelSide = std::floor(std::clamp(smallestDigitCell * std::max(1.0, 1.5 * u), side,
                                                    std::max(side, std::min(band / n.kernelRows, kernelRoom))));
    const double used = fixed + side * (n.columns + n.outColumns) + kernelSide * n.kernelColumns;
    return {side, kernelSide, band, n.gap + std::max(0.0, zone.width() - used) / 4};
}

} // namespace

ChannelLayout layOut(const ChannelPicture& p, QSizeF size, const Style& style) {
    const StageFrame frame(size, style);
    ChannelLayout l{frame, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, 0};
    const double u = frame.unit;
    placeAreas(l, p, size.height(), u / style.scale);
    const Needs n = needsOf(p, u);
    l.labels = n.labels;
    const auto [side, kernelSide, band, gap] = sizesIn(l.zone, n, p, u);
    const double inset = GridPlace{"", {}, side, 1, 1, 0, 0}.gap() / 2; // the cells' edges stand on the margins
    const double inputX = frame.left + n.labels + n.image, kernelX = inputX + n.columns * side + gap;
    const double pillX = kernelX + n.kernelColumns * kernelSide + gap, plusX = pillX + n.pill + gap * 0.8;
    for (int c = 0; c < p.channels(); ++c) {
        const double middle = l.zone.top() + c * (band + channelGap * u) + band / 2;
        l.inputs.push_back(grid("input", n.rows, n.columns, side, inputX - inset, middle));
        l.inputs.back().firstRow = -p.task.window.y.padBefore;
        l.inputs.back().firstColumn = -p.task.window.x.padBefore;
        l.kernels.push_back(grid("kernel", n.kernelRows, n.kernelColumns, kernelSide, kernelX, middle));
        l.pills.emplace_back(pillX, middle - 19 * u, n.pill, 38 * u);
    }
    const double middle = l.zone.center().y();
    l.plus = QRectF(plusX, middle - n.plus / 2, n.plus, n.plus);
    const double biasSide = std::max(smallestDigitCell, 42 * u);
    l.bias = grid("bias", 1, 1, biasSide, l.plus.center().x() - biasSide / 2, l.plus.bottom() + 26 * u + biasSide / 2);
    placeOutputs(l, n, side, frame.right + inset, u);
    if (p.rgb) {
        const double image = std::min(n.image - 36 * u, side * n.columns * 1.4);
        l.colourImage = QRectF(frame.left, middle - image / 2, image, image);
    }
    return l;
}

const GridPlace* ChannelLayout::place(const CellRef& cell) const {
    const auto in = [&](const std::vector<GridPlace>& places) {
        const auto map = static_cast<std::size_t>(cell.map);
        return cell.map >= 0 && map < places.size() ? &places[map] : nullptr;
    };
    if (cell.part == "input") return in(inputs);
    if (cell.part == "kernel") return in(kernels);
    if (cell.part == "output") return in(outputs);
    for (const GridPlace* one : {&bias, &matrixKernel, &matrixInput, &matrixBias, &matrixOutput})
        if (one->side > 0 && one->part == cell.part) return one;
    return nullptr;
}

std::optional<CellRef> ChannelLayout::at(QPointF point) const {
    for (const auto* places : {&inputs, &kernels, &outputs})
        for (std::size_t i = 0; i < places->size(); ++i)
            if (auto cell = (*places)[i].at(point)) {
                cell->map = static_cast<int>(i);
                return cell;
            }
    for (const GridPlace* one : {&bias, &matrixKernel, &matrixInput, &matrixBias, &matrixOutput})
        if (auto cell = one->at(point)) return cell;
    return std::nullopt;
}

} // namespace ui
