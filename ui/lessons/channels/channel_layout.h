// Where each thing of a channels picture stands on the stage.
#pragma once

#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"
#include "ui/lessons/channels/channel_picture.h"

namespace ui {

struct ChannelLayout {
    StageFrame frame;
    QRectF zone, card;                               // grids; the sum under them
    QRectF matrix;                                   // the matrix product, when shown
    QRectF diagram;                                  // circles and arrows, top right
    QRectF colourImage;                              // the colour picture, when there is one
    std::vector<GridPlace> inputs, kernels, outputs; // one a channel, slice, output channel
    std::vector<QRectF> pills;                       // a partial sum each
    QRectF plus;
    GridPlace bias;
    GridPlace matrixKernel, matrixInput, matrixBias, matrixOutput;
    double labels = 0; // width of the names left of the input channels

    // Null when that part is not shown.
    const GridPlace* place(const CellRef& cell) const;
    std::optional<CellRef> at(QPointF point) const;
};

ChannelLayout layOut(const ChannelPicture& picture, QSizeF size, const Style& style);

} // namespace ui
