// What a picture of several input and output channels shows, as a value.
#pragma once

#include "core/walk/channel_walk.h"
#include "ui/figure/figure.h"

#include <QImage>
#include <array>
#include <vector>

namespace ui {

// The colour picture that the input is cut out of, and its channels, for eyes.
struct SplitPicture {
    QString name;
    QImage photo;                             // all its pixels
    std::array<QImage, 3> channels;           // a pixel a cell, in their colours or in grey
    std::shared_ptr<const cnn::Tensor> cells; // (3, rows, columns), never null
    int reduction = 1;                        // pixels a cell, a side
    bool tinted = true;

    const cnn::Shape& shape() const { return cells->shape(); }
    QColor colour(int channel, double value) const; // of a cell
};

// Parts: "photo" and "channel" (map: channel; y, x: cell) of the picture that is split, "input" (map: channel),
// "kernel" (map: slice of the current kernel), "bias" (of the current output channel), "output" (map: output channel);
// and of the matrix product "matrixKernel" (y: output channel, x: weight), "matrixInput" (y: weight, x: window),
// "matrixBias" (y: output channel), "matrixOutput" (y: output channel, x: window). Weights are counted channel by
// channel, row by row: of 1 x 1 kernels a weight is a channel and a window a pixel.
struct ChannelPicture {
    QString headline, line;
    std::shared_ptr<const cnn::ChannelWalk> walk; // null: the window does not fit
    cnn::ChannelTask task;                        // also when it does not fit
    QString misfit;
    std::shared_ptr<const SplitPicture> split; // null: the input was typed
    int top = 0, left = 0;                     // of the window in its cells
    bool rgb = false;                          // the three channels are a colour picture's
    bool matrix = false;                       // also as a matrix product, where that is not too large
    bool mixes = false;                        // a 1 x 1 convolution stands behind it
    bool perMap = false;                       // what each channel gives is a map of its own
    bool numbers = true, colour = false;
    int map = 0, cell = 0; // output channel, and output cell in reading order
    int shown = 1;         // of the cell's products
    QString cover;         // id of the question whose answer is hidden; empty: none
    std::optional<CellRef> hover, selected;

    int channels() const { return task.channels(); }
    int maps() const { return task.maps(); }
    // The input channels that the current output channel reads: so many from the first on, a slice and a sum each.
    int slices() const { return task.slices(); }
    int first() const { return task.firstOf(map); }
    bool grouped() const { return task.groups > 1; }
    bool reads(int channel) const { return channel >= first() && channel < first() + slices(); }
    int perChannel() const { return task.window.y.kernel * task.window.x.kernel; }
    int channel() const { return first() + (shown - 1) / perChannel(); } // of the input, where we stand
    bool begun(int c) const { return c <= channel(); }
    bool complete() const { return shown == slices() * perChannel(); }
    // Partial sums of one product each need no line of their own in the sum card.
    bool mixesOnly() const { return perChannel() == 1; }
    bool coloured(double side) const { return colour || rgb || side < 26; }
    static constexpr int mostUnrolled = 36; // rows and columns of the unrolled windows that are shown
    bool showsMatrix() const {
        return matrix && walk && !grouped() && walk->termsPerCell() <= mostUnrolled && walk->cells() <= mostUnrolled;
    }
    // Number r of window i, as the matrix product has it in column i.
    cnn::Term unrolled(int r, int i) const { return walk->map(0).at(i).terms[static_cast<std::size_t>(r)]; }
    int outputRows() const { return walk->output().shape().h; }
    int outputColumns() const { return walk->output().shape().w; }
    cnn::WindowStep step() const { return walk->at(map, cell); }
    cnn::ChannelSums sums() const { return cnn::writeChannels(task.of(map), step(), shown); }
    cnn::ChannelSums wholeSums() const { return cnn::writeChannels(task.of(map), step(), slices() * perChannel()); }

    // What must not be seen because it is asked for.
    bool hidesShape() const { return cover == "size" || cover == "depth"; } // of the output
    bool hidesCell(int m, int c) const {
        return (hidesResult() && m == map && c == cell) || (cover == "map" && m == map);
    }
    bool hidesResult() const { return cover == "cell" || cover == "channel" || cover == "map"; }
    // The partial sums would leave only adding them up.
    bool hidesPartial(int c) const {
        return cover == "cell" || cover == "map" || (cover == "channel" && c == channel());
    }
    // What a slice gives to a cell of the current output channel, as far as it has come; nullopt: nothing yet.
    std::optional<cnn::Decimal> partial(int slice, int cell) const;
    bool hidesPartialAt(int slice, int atCell) const {
        return cover == "map" || (atCell == cell && hidesPartial(first() + slice));
    }
    // Of the 1 x 1 convolution one map, whose weights are all 1: what its cells will be, and whether that cell has its
    // number: once all channels have theirs.
    bool showsMixed() const { return mixes && walk && cover.isEmpty(); }
    cnn::Tensor mixed() const;
    bool isMixed(int c) const { return map + 1 == maps() && (c < cell || (c == cell && complete())); }
    // "19 + 25 = 44", of the cell that was mixed last; empty: none was.
    QString mixedSum() const;
    // 1 done or current, 0 to come: whether that cell has its number.
    bool reached(int m, int c) const { return m < map || (m == map && c <= cell); }

    QString channelName(int c) const; // "channel 1", "Red"
    // The cell of the split picture that a cell of it, or of the input, is; nullopt: it is none.
    std::optional<QPoint> cellOf(const CellRef& cell) const;
};

// Every other number that belongs to this one: the window of an output, the outputs of an input, the numbers a weight
// meets; and the same number in the matrix product, with its row and column.
std::vector<CellRef> linked(const ChannelPicture& picture, const CellRef& cell);

} // namespace ui
