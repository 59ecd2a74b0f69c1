// What a picture of several input and output channels shows, as a value.
#pragma once

#include "core/walk/channel_walk.h"
#include "ui/figure/figure.h"

#include <vector>

namespace ui {

// Parts: "input" (map: channel), "kernel" (map: slice of the current kernel), "bias" (of the current output channel),
// "output" (map: output channel); and of the matrix product "matrixKernel" (y: output channel, x: channel),
// "matrixInput" (y: channel, x: pixel), "matrixBias" (y: output channel), "matrixOutput" (y: output channel, x: pixel).
struct ChannelPicture {
    QString headline, line;
    std::shared_ptr<const cnn::ChannelWalk> walk; // null: the window does not fit
    cnn::ChannelTask task;                        // also when it does not fit
    QString misfit;
    bool rgb = false;    // the three channels are a colour picture's
    bool matrix = false; // also as a matrix product, when it is one
    bool numbers = true, colour = false;
    int map = 0, cell = 0; // output channel, and output cell in reading order
    int shown = 1;         // of the cell's products
    QString cover;         // id of the question whose answer is hidden; empty: none
    std::optional<CellRef> hover, selected;

    int channels() const { return task.channels(); }
    int maps() const { return task.maps(); }
    int perChannel() const { return task.window.y.kernel * task.window.x.kernel; }
    int channel() const { return (shown - 1) / perChannel(); } // where we stand
    bool complete() const { return shown == channels() * perChannel(); }
    // Partial sums of one product each need no line of their own in the sum card.
    bool mixesOnly() const { return perChannel() == 1; }
    bool coloured(double side) const { return colour || rgb || side < 26; }
    bool showsMatrix() const { return matrix && walk && task.isMatrixProduct(); }
    int outputRows() const { return walk->output().shape().h; }
    int outputColumns() const { return walk->output().shape().w; }
    cnn::WindowStep step() const { return walk->map(map).at(cell); }
    cnn::ChannelSums sums() const { return cnn::writeChannels(task.of(map), step(), shown); }
    cnn::ChannelSums wholeSums() const { return cnn::writeChannels(task.of(map), step(), channels() * perChannel()); }

    // What must not be seen because it is asked for.
    bool hidesShape() const { return cover == "size" || cover == "depth"; } // of the output
    bool hidesCell(int m, int c) const {
        return (hidesResult() && m == map && c == cell) || (cover == "map" && m == map);
    }
    bool hidesResult() const { return cover == "cell" || cover == "channel" || cover == "map"; }
    bool hidesPartial(int c) const { return cover == "channel" && c == channel(); }
    // 1 done or current, 0 to come: whether that cell has its number.
    bool reached(int m, int c) const { return m < map || (m == map && c <= cell); }

    QString channelName(int c) const; // "channel 1", "Red"
};

// Every other number that belongs to this one: the window of an output, the outputs of an input, the numbers a weight
// meets; and the same number in the matrix product, with its row and column.
std::vector<CellRef> linked(const ChannelPicture& picture, const CellRef& cell);

} // namespace ui
