#include "ui/lessons/channels/channel_picture.h"

#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

void windowOf(const ChannelPicture& p, int map, int cell, std::vector<CellRef>& found) {
    for (const cnn::Term& t : p.walk->at(map, cell).terms) found.push_back({"input", t.c, t.inY, t.inX});
}

// Of the output channels that read this input channel: without groups all.
void outputsOf(const ChannelPicture& p, int channel, int y, int x, std::vector<CellRef>& found) {
    for (const cnn::Place& o : p.walk->map(0).outputsFedBy(y, x))
        for (int m = 0; m < p.maps(); ++m)
            if (p.task.firstOf(m) == channel / p.slices() * p.slices()) found.push_back({"output", m, o.y, o.x});
}

// A column of the matrix product is a window, in all channels.
void columnOf(const ChannelPicture& p, int window, std::vector<CellRef>& found) {
    for (int r = 0; r < p.walk->termsPerCell(); ++r) found.push_back({"matrixInput", 0, r, window});
}

void rowOf(const ChannelPicture& p, int map, std::vector<CellRef>& found) {
    for (int r = 0; r < p.walk->termsPerCell(); ++r) found.push_back({"matrixKernel", 0, map, r});
}

// An input cell stands in the column of every window that reads it.
void copiesOf(const ChannelPicture& p, const CellRef& cell, std::vector<CellRef>& found) {
    for (int i = 0; i < p.walk->cells(); ++i) {
        const cnn::WindowStep step = p.walk->map(0).at(i);
        for (std::size_t r = 0; r < step.terms.size(); ++r)
            if (step.terms[r].c == cell.map && step.terms[r].inY == cell.y && step.terms[r].inX == cell.x)
                found.push_back({"matrixInput", 0, static_cast<int>(r), i});
    }
}

void matrixLinks(const ChannelPicture& p, const CellRef& cell, std::vector<CellRef>& found) {
    const int columns = p.outputColumns(), window = cell.y * columns + cell.x;
    if (cell.part == "input") {
        copiesOf(p, cell, found);
    } else if (cell.part == "output") {
        found.push_back({"matrixOutput", 0, cell.map, window});
        columnOf(p, window, found);
        rowOf(p, cell.map, found);
    } else if (cell.part == "kernel") {
        found.push_back(
            {"matrixKernel", 0, p.map, cell.map * p.perChannel() + cell.y * p.task.window.x.kernel + cell.x});
    } else if (cell.part == "bias") {
        found.push_back({"matrixBias", 0, p.map, 0});
    } else if (cell.part == "matrixInput") {
        const cnn::Term term = p.unrolled(cell.y, cell.x);
        found.push_back({"input", term.c, term.inY, term.inX});
        for (int m = 0; m < p.maps(); ++m) found.push_back({"matrixOutput", 0, m, cell.x});
    } else if (cell.part == "matrixOutput") {
        found.push_back({"output", cell.y, cell.x / columns, cell.x % columns});
        windowOf(p, cell.y, cell.x, found);
        columnOf(p, cell.x, found);
        rowOf(p, cell.y, found);
    } else if (cell.part == "matrixKernel" && cell.y == p.map) {
        const cnn::Term term = p.unrolled(cell.x, 0);
        found.push_back({"kernel", term.c, term.ky, term.kx});
    } else if (cell.part == "matrixBias" && cell.y == p.map) {
        found.push_back({"bias", 0, 0, 0});
    }
}

} // namespace

std::vector<CellRef> linked(const ChannelPicture& p, const CellRef& cell) {
    std::vector<CellRef> found;
    if (!p.walk) return found;
    if (cell.part == "output") windowOf(p, cell.map, cell.y * p.outputColumns() + cell.x, found);
    if (cell.part == "input") outputsOf(p, cell.map, cell.y, cell.x, found);
    if (cell.part == "kernel")
        for (const cnn::Place& i : p.walk->map(0).inputsMetBy(cell.y, cell.x))
            found.push_back({"input", p.first() + cell.map, i.y, i.x});
    if (p.showsMatrix()) matrixLinks(p, cell, found);
    return found;
}

std::optional<cnn::Decimal> ChannelPicture::partial(int slice, int atCell) const {
    const int some = atCell < cell ? slices() * perChannel() : atCell == cell ? shown : 0;
    if (some <= slice * perChannel()) return std::nullopt;
    return cnn::writeChannels(task.of(map), walk->map(map).at(atCell), some)
        .channels[static_cast<std::size_t>(slice)]
        .result;
}

cnn::Tensor ChannelPicture::mixed() const {
    cnn::Tensor sum({1, outputRows(), outputColumns(), 1});
    for (int m = 0; m < maps(); ++m)
        for (int y = 0; y < outputRows(); ++y)
            for (int x = 0; x < outputColumns(); ++x) sum.at(0, y, x) += walk->output().at(m, y, x);
    return sum;
}

QString ChannelPicture::mixedSum() const {
    const int at = isMixed(cell) ? cell : cell - 1;
    if (at < 0 || !isMixed(at)) return {};
    constexpr int places = 4;
    cnn::Decimal sum;
    QStringList terms;
    for (int m = 0; m < maps(); ++m) {
        const auto value = static_cast<double>(walk->output().at(m, at / outputColumns(), at % outputColumns()));
        const cnn::Decimal written = cnn::Decimal::rounded(value, places);
        sum = sum + written;
        terms << QString::fromStdString(m == 0 ? written.text() : cnn::inParentheses(written));
    }
    return terms.join(" + ") + " = " + QString::fromStdString(sum.text());
}

QString ChannelPicture::channelName(int c) const {
    if (rgb && channels() == 3) return QStringList{ui::tr("Red"), ui::tr("Green"), ui::tr("Blue")}[c];
    return ui::tr("channel %1").arg(c + 1);
}

std::optional<QPoint> ChannelPicture::cellOf(const CellRef& cell) const {
    if (!split) return std::nullopt;
    if (cell.part == "photo" || cell.part == "channel") return QPoint(cell.x, cell.y);
    const cnn::Shape& in = task.input.shape();
    if (cell.part != "input" || cell.y < 0 || cell.x < 0 || cell.y >= in.h || cell.x >= in.w) return std::nullopt;
    return QPoint(left + cell.x, top + cell.y);
}

QColor SplitPicture::colour(int channel, double value) const {
    const int v = std::clamp(qRound(value), 0, 255);
    if (!tinted) return QColor(v, v, v);
    return QColor(channel == 0 ? v : 0, channel == 1 ? v : 0, channel == 2 ? v : 0);
}

} // namespace ui
