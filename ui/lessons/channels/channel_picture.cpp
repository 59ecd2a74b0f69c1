#include "ui/lessons/channels/channel_picture.h"

#include "ui/tr.h"

namespace ui {
namespace {

void windowOf(const ChannelPicture& p, int cell, std::vector<CellRef>& found) {
    for (const cnn::Term& t : p.walk->map(0).at(cell).terms) found.push_back({"input", t.c, t.inY, t.inX});
}

// Every output channel reads every input channel.
void outputsOf(const ChannelPicture& p, int y, int x, std::vector<CellRef>& found) {
    for (const cnn::Place& o : p.walk->map(0).outputsFedBy(y, x))
        for (int m = 0; m < p.maps(); ++m) found.push_back({"output", m, o.y, o.x});
}

// A column of the matrix product is a pixel, in all channels.
void columnOf(const ChannelPicture& p, int pixel, std::vector<CellRef>& found) {
    for (int c = 0; c < p.channels(); ++c) found.push_back({"matrixInput", 0, c, pixel});
}

void matrixLinks(const ChannelPicture& p, const CellRef& cell, std::vector<CellRef>& found) {
    const int columns = p.outputColumns();
    const int pixelY = cell.x / columns, pixelX = cell.x % columns, pixel = cell.y * columns + cell.x;
    if (cell.part == "input") {
        found.push_back({"matrixInput", 0, cell.map, pixel});
    } else if (cell.part == "output") {
        found.push_back({"matrixOutput", 0, cell.map, pixel});
        columnOf(p, pixel, found);
        for (int c = 0; c < p.channels(); ++c) found.push_back({"matrixKernel", 0, cell.map, c});
    } else if (cell.part == "kernel") {
        found.push_back({"matrixKernel", 0, p.map, cell.map});
    } else if (cell.part == "bias") {
        found.push_back({"matrixBias", 0, p.map, 0});
    } else if (cell.part == "matrixInput") {
        found.push_back({"input", cell.y, pixelY, pixelX});
        for (int m = 0; m < p.maps(); ++m) found.push_back({"matrixOutput", 0, m, cell.x});
    } else if (cell.part == "matrixOutput") {
        found.push_back({"output", cell.y, pixelY, pixelX});
        windowOf(p, cell.x, found);
        columnOf(p, cell.x, found);
        for (int c = 0; c < p.channels(); ++c) found.push_back({"matrixKernel", 0, cell.y, c});
    } else if (cell.part == "matrixKernel" && cell.y == p.map) {
        found.push_back({"kernel", cell.x, 0, 0});
    } else if (cell.part == "matrixBias" && cell.y == p.map) {
        found.push_back({"bias", 0, 0, 0});
    }
}

} // namespace

std::vector<CellRef> linked(const ChannelPicture& p, const CellRef& cell) {
    std::vector<CellRef> found;
    if (!p.walk) return found;
    if (cell.part == "output") windowOf(p, cell.y * p.outputColumns() + cell.x, found);
    if (cell.part == "input") outputsOf(p, cell.y, cell.x, found);
    if (cell.part == "kernel")
        for (const cnn::Place& i : p.walk->map(0).inputsMetBy(cell.y, cell.x))
            found.push_back({"input", cell.map, i.y, i.x});
    if (p.showsMatrix()) matrixLinks(p, cell, found);
    return found;
}

QString ChannelPicture::channelName(int c) const {
    if (rgb && channels() == 3) return QStringList{ui::tr("Red"), ui::tr("Green"), ui::tr("Blue")}[c];
    return ui::tr("channel %1").arg(c + 1);
}

} // namespace ui
