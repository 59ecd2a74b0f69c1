#include "ui/lessons/channels/channel_layout.h"

#include "ui/figure/number_text.h"
#include "ui/figure/yielding.h"
#include "ui/lessons/channels/channel_sums.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double largestCell = 96, smallestDigitCell = 28, channelGap = 14;
constexpr double readableCell = 44; // below it the products in the pills give way: the card below has them, too

GridPlace grid(const char* part, int rows, int columns, double side, double x, double middle) {
    return {part, {x, middle - rows * side / 2}, side, rows, columns, 0, 0};
}

// How a picture and its channels are drawn; the names stand over the channels, the sizes under the picture.
struct SplitSizes {
    QSizeF photo, channel;
    double band, name;         // height of a channel with its name; of the name
    double toChannel, toInput; // gaps
};

// What the layout is computed from, in cells and in pixels.
struct Needs {
    int rows, columns; // of an input channel, padding included
    int kernelRows, kernelColumns;
    int outRows, outColumns;
    int maps, shown;                       // output channels, and all that stands in their column
    double labels, image, pill, plus, gap; // widths; four gaps between the columns
    bool perMap;                           // the pill is a map as wide as the output
    SplitSizes split;                      // only of a picture
};

// So large that the numbers beside them still are readable.
void needsOfSplit(Needs& n, const ChannelPicture& p, const QRectF& zone, double u) {
    const double width = zone.width();
    n.labels = 0;
    n.pill = std::min(92 * u, 0.1 * width); // the sum alone
    n.gap = std::min(34 * u, 0.028 * width);
    SplitSizes& s = n.split;
    s = {{},
         {},
         (zone.height() - 2 * channelGap * u) / 3,
         25 * u,
         std::min(34 * u, 0.035 * width),
         std::min(40 * u, 0.04 * width)};
    const double side = std::min(s.band / std::max(n.rows, n.kernelRows), largestCell * u);
    const double numbers =
        side * (n.columns + n.outColumns) + std::max(side, 1.5 * smallestDigitCell * u) * n.kernelColumns;
    const double spare = width - n.pill - n.plus - 4 * n.gap - s.toChannel - s.toInput - numbers;
    const auto fitted = [](const QSizeF& picture, double across, double down) {
        return picture.scaled(across, down, Qt::KeepAspectRatio).expandedTo({2, 2}); // a line of pixels is seen
    };
    const double photo = std::clamp(0.6 * spare, 0.13 * width, 0.24 * width);
    const cnn::Shape& cells = p.split->shape();
    s.photo = fitted(p.split->photo.size(), photo, zone.height() - 70 * u);
    s.channel = fitted(QSizeF(cells.w, cells.h), std::clamp(0.4 * spare, 0.1 * width, 0.18 * width), s.band - s.name);
    n.image = std::max(s.photo.width(), 0.13 * width) + s.toChannel + s.channel.width() + s.toInput;
}

Needs needsOf(const ChannelPicture& p, const QRectF& zone, double u, bool presenting) {
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
    n.shown = n.maps + (p.showsMixed() ? 1 : 0);
    n.labels = 108 * u;
    n.image = p.rgb ? 150 * u : 0;
    n.pill = (p.perChannel() == 1 ? 132 : p.perChannel() <= 4 ? 264 : 84) * u;
    n.plus = 44 * u;
    n.gap = 50 * u;
    if (presenting) { // the sums alone, and the grids nearer to each other
        n.labels = (p.rgb ? 74 : 88) * u;
        n.image = p.rgb ? 120 * u : 0;
        n.pill = (p.perChannel() == 1 ? 104 : 62) * u;
        n.plus = 34 * u;
        n.gap = 24 * u;
    }
    n.perMap = p.perMap && p.walk && !p.hidesShape() && !p.split && !presenting;
    if (n.perMap) n.pill = 0;
    if (p.split) needsOfSplit(n, p, zone, u);
    return n;
}

// The sum card needs a line a channel, or only one when every partial sum is one product.
double cardHeight(const ChannelPicture& p, double unit, double stage, bool totalOnly) {
    const double wanted = p.mixesOnly() || totalOnly ? 100 : 92 + 24.0 * std::max(1, p.slices());
    return std::min(wanted * unit, stage * 0.3);
}

void placeMatrix(ChannelLayout& l, const ChannelPicture& p, double u) {
    const int windows = p.walk->cells(), weights = p.walk->termsPerCell(), o = p.maps();
    const double gap = 40 * u, bracket = 10 * u;
    const double room = l.matrix.width() - 3 * gap - 8 * bracket;
    const double side = std::floor(std::clamp(
        std::min(room / (weights + 1 + 2 * windows), l.matrix.height() / std::max(weights, o)), 6.0, 44 * u));
    const double used = side * (weights + 1 + 2 * windows) + 3 * gap + 8 * bracket;
    double x = l.matrix.left() + bracket + std::max(0.0, (l.matrix.width() - used) / 2);
    const double middle = l.matrix.center().y();
    const auto next = [&](const char* part, int rows, int columns) {
        const GridPlace placed = grid(part, rows, columns, side, x, middle);
        x += columns * side + gap + 2 * bracket;
        return placed;
    };
    l.matrixKernel = next("matrixKernel", o, weights);
    l.matrixInput = next("matrixInput", weights, windows);
    l.matrixBias = next("matrixBias", o, 1);
    l.matrixOutput = next("matrixOutput", o, windows);
}

// Output channels one under the other, each with its name above it.
void placeOutputs(ChannelLayout& l, const Needs& n, double side, double right, double u) {
    const double name = n.shown > 1 ? 24 * u : 0, between = 8 * u;
    const double all = n.shown * (n.outRows * side + name) + (n.shown - 1) * between;
    double y = l.zone.center().y() - all / 2;
    for (int o = 0; o < n.shown; ++o, y += n.outRows * side + name + between) {
        const GridPlace place = grid(o < n.maps ? "output" : "mixed", n.outRows, n.outColumns, side,
                                     right - n.outColumns * side, y + name + n.outRows * side / 2);
        (o < n.maps ? l.outputs.emplace_back() : l.mixed) = place;
    }
}

// Under the outputs, right of the plus and the bias, where nothing else stands.
void placeSums(ChannelLayout& l, const SumList& list, double u) {
    if (list.empty()) return;
    const double left = std::max(l.plus.right(), l.bias.rect().right()) + 24 * u;
    const double top = (l.mixed.side > 0 ? l.mixed : l.outputs.back()).rect().bottom() + 16 * u;
    l.sums = SumListPlace::fitting(list, l.frame.right - left, l.zone.bottom() - top, u);
    l.sums.area.moveTopLeft({left, top});
}

// The areas: the sum below, over it the matrix, above both the grids.
void placeAreas(ChannelLayout& l, const ChannelPicture& p, double height, double plain) {
    const StageFrame& frame = l.frame;
    const double u = frame.unit;
    l.card = QRectF(frame.left, frame.zone.bottom(), frame.zone.width(), 0);
    constexpr double roomy = 780; // pixels: from there on a split picture leaves room for the partial sums
    l.totalOnly = frame.presenting || (p.split && height < roomy);
    l.card.setTop(l.card.bottom() - (!frame.presenting ? cardHeight(p, u, height, l.totalOnly)
                                     : p.showsMatrix() ? 0
                                                       : 48 * u));
    double bottom = l.card.top() - 18 * plain;
    if (p.showsMatrix()) {
        const double most = p.mixesOnly() ? 0.2 : 0.3; // many rows need more of the height
        const double matrix = std::min(46 * u * std::max(p.walk->termsPerCell(), p.maps()), most * height);
        l.matrix = QRectF(QPointF(frame.left, bottom - matrix), QPointF(frame.right, bottom));
        placeMatrix(l, p, u);
        bottom -= matrix + 44 * plain; // names of the matrices
    }
    l.zone =
        QRectF(QPointF(frame.left, frame.zone.top() + (frame.presenting ? 26 : 34) * u), QPointF(frame.right, bottom));
    if (frame.presenting) return; // no circles and arrows
    const double wide = (p.mixes ? 210 : 170) * u;
    l.diagram = QRectF(frame.right - wide, 16 * plain, wide, frame.zone.top() - 16 * plain);
}

// Pixels: a cell of the channels, one of the kernels, the height of a channel's band, and from one part to the next.
struct Sizes {
    double side, kernelSide, band, gap;
};

Sizes sizesIn(const QRectF& zone, const Needs& n, const ChannelPicture& p, double u) {
    const double name = n.shown > 1 ? 32 * u : 0;
    const double band = (zone.height() - channelGap * u * (p.channels() - 1)) / p.channels();
    const double fixed = n.labels + n.image + n.pill + n.plus + 4 * n.gap;
    const int outputs = n.outColumns * (n.perMap ? 2 : 1); // columns of output and partial sums
    const double perWidth = (zone.width() - fixed) / (n.columns + n.kernelColumns + outputs);
    const double perOut = (zone.height() / n.shown - name) / n.outRows;
    const double side = std::floor(
        std::clamp(std::min({band / std::max({n.rows, n.kernelRows, n.perMap ? n.outRows : 1}), perWidth, perOut}), 5.0,
                   largestCell * u));
    // Few numbers stay readable when the many become colours.
    const double kernelRoom = std::max(side, (zone.width() - fixed - side * (n.columns + outputs)) / n.kernelColumns);
    const double kernelSide = std::floor(std::clamp(smallestDigitCell * std::max(1.0, 1.5 * u), side,
                                                    std::max(side, std::min(band / n.kernelRows, kernelRoom))));
    const double used = fixed + side * (n.columns + outputs) + kernelSide * n.kernelColumns;
    return {side, kernelSide, band, n.gap + std::max(0.0, zone.width() - used) / 4};
}

void placeSplit(ChannelLayout& l, const SplitSizes& s, const cnn::Shape& cells, double u) {
    l.cellShape = cells;
    const double captions = 3 * std::max(12.5, 14 * u) * 1.35;
    l.photo = QRectF({l.frame.left, l.zone.center().y() - (s.photo.height() + captions) / 2}, s.photo);
    const double right = l.inputs.front().rect().left() - s.toInput;
    for (int c = 0; c < 3; ++c) {
        const double top = l.zone.top() + c * (s.band + channelGap * u) + s.name;
        l.channels.emplace_back(QPointF(right - s.channel.width(), top + (s.band - s.name - s.channel.height()) / 2),
                                s.channel);
    }
}

ChannelLayout layOutAt(const ChannelPicture& p, QSizeF size, const Style& style) {
    StageFrame frame(size, style);
    const QRectF sentence = frame.takeSentence();
    ChannelLayout l{frame, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, 0};
    const double u = frame.unit;
    l.sentence = sentence;
    placeAreas(l, p, size.height(), frame.presenting ? 0.5 * u : u / style.scale);
    Needs n = needsOf(p, l.zone, u, frame.presenting);
    if (!frame.presenting && !p.split && sizesIn(l.zone, n, p, u).side < readableCell) {
        n.pill = std::min(n.pill, 84 * u);
        n.gap = 34 * u;
    }
    l.labels = n.labels;
    const auto [side, kernelSide, band, gap] = sizesIn(l.zone, n, p, u);
    const double inset = GridPlace{"", {}, side, 1, 1, 0, 0}.gap() / 2; // the cells' edges stand on the margins
    const double inputX = frame.left + n.labels + n.image, kernelX = inputX + n.columns * side + gap;
    const double pill = n.perMap ? n.outColumns * side : n.pill;
    const double pillX = kernelX + n.kernelColumns * kernelSide + gap, plusX = pillX + pill + gap * 0.8;
    for (int c = 0; c < p.channels(); ++c) {
        const double middle = l.zone.top() + c * (band + channelGap * u) + band / 2;
        l.inputs.push_back(grid("input", n.rows, n.columns, side, inputX - inset, middle));
        l.inputs.back().firstRow = -p.task.window.y.padBefore;
        l.inputs.back().firstColumn = -p.task.window.x.padBefore;
        if (!p.reads(c)) continue;
        l.kernels.push_back(grid("kernel", n.kernelRows, n.kernelColumns, kernelSide, kernelX, middle));
        l.pills.emplace_back(pillX, middle - 19 * u, n.pill, 38 * u);
        if (n.perMap) l.partials.push_back(grid("partial", n.outRows, n.outColumns, side, pillX, middle));
    }
    const double middle = l.zone.center().y();
    l.plus = QRectF(plusX, middle - n.plus / 2, n.plus, n.plus);
    const bool isLong = std::ranges::any_of(p.task.biases, [](float b) { return written(b).size() > 3; });
    const double biasSide = std::max(smallestDigitCell, (isLong ? 64 : 42) * u);
    l.bias = grid("bias", 1, 1, biasSide, l.plus.center().x() - biasSide / 2, l.plus.bottom() + 26 * u + biasSide / 2);
    placeOutputs(l, n, side, frame.right + inset, u);
    if (!frame.presenting) placeSums(l, sumsOf(style.colors(), p), u);
    if (p.split)
        placeSplit(l, n.split, p.split->shape(), u);
    else if (p.rgb) {
        const double image = std::min(n.image - 36 * u, side * n.columns * 1.4);
        l.colourImage = QRectF(frame.left, middle - image / 2, image, image);
    }
    return l;
}

} // namespace

ChannelLayout layOut(const ChannelPicture& p, QSizeF size, const Style& style) {
    return yieldingTo([](const ChannelLayout& l) { return l.inputs.front().side; }, style,
                      [&](const Style& s) { return layOutAt(p, size, s); });
}

QRectF ChannelLayout::cells(const QRectF& where, const cnn::Shape& shape, int y, int x, int h, int w) {
    const double across = where.width() / shape.w, down = where.height() / shape.h;
    return {where.left() + x * across, where.top() + y * down, w * across, h * down};
}

std::vector<QRectF> ChannelLayout::splits() const {
    if (channels.empty()) return {};
    std::vector<QRectF> all{photo};
    all.insert(all.end(), channels.begin(), channels.end());
    return all;
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
    const auto all = splits();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].contains(point)) continue;
        const QPointF in = point - all[i].topLeft();
        const int y = static_cast<int>(in.y() / all[i].height() * cellShape.h),
                  x = static_cast<int>(in.x() / all[i].width() * cellShape.w);
        return CellRef{i == 0 ? "photo" : "channel", i == 0 ? 0 : static_cast<int>(i) - 1, std::min(y, cellShape.h - 1),
                       std::min(x, cellShape.w - 1)};
    }
    return std::nullopt;
}

QRectF ChannelLayout::rect(const CellRef& cell) const {
    const auto all = splits();
    const std::size_t at = cell.part == "photo"     ? 0
                           : cell.part == "channel" ? static_cast<std::size_t>(cell.map) + 1
                                                    : all.size();
    if (at < all.size()) return cells(all[at], cellShape, cell.y, cell.x, 1, 1);
    const GridPlace* grid = place(cell);
    return grid ? grid->cell(cell.y, cell.x) : QRectF();
}

} // namespace ui
