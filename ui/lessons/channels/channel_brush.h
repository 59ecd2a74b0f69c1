// What the parts of a channels picture are painted with. Lives for the length of one painting.
#pragma once

#include "ui/figure/grid_painter.h"
#include "ui/lessons/channels/channel_layout.h"

namespace ui {

struct ChannelBrush {
    QPainter& painter;
    const Style& style;
    const Palette& colors;
    const ChannelPicture& p;
    const ChannelLayout& l;
    GridPainter grid;
    double unit;
    cnn::ChannelSums sums, whole; // so far; with all products (empty without a walk)
    bool resting = false;         // nothing is now, no input is read

    // The mark of a colour picture's channel, out of the ramps.
    QColor mark(int channel) const;
    CellLook kernelLook(float value, double side, double largest) const;
    CellLook outputLook(int map, int cell, double side, const ValueRamp& ramp) const;
    float outputValue(int map, int cell) const; // the current cell: its sum so far
    // What a slice gives, cell by cell, as far as it has come; and one cell of it, which is now or not.
    void partialMap(const GridPlace& place, std::size_t slice);
    void partialCell(const GridPlace& place, std::size_t slice, int index, bool now);
    void cell(const GridPlace& place, int y, int x, float value, const CellLook& look);
};

} // namespace ui
