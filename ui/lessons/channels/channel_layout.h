// Where each thing of a channels picture stands on the stage.
#pragma once

#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"
#include "ui/figure/sum_list.h"
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
    // Where the partial sum of a slice stands.
    QRectF partialRect(std::size_t slice) const { return partials.empty() ? pills[slice] : partials[slice].rect(); }
    QRectF plus;
    GridPlace bias;
    GridPlace matrixKernel, matrixInput, matrixBias, matrixOutput;
    double labels = 0;                 // width of the names left of the input channels
    QRectF photo = {};                 // the picture that is split,
    std::vector<QRectF> channels = {}; // and beside it its channels, one under the other
    bool totalOnly = false;            // the card has no room for the partial sums
    SumListPlace sums = {};            // under the outputs, where there is room
    QRectF sentence = {};              // while presenting: of the step
    // A map of partial sums for each slice, in place of the pills; often none.
    std::vector<GridPlace> partials = {};
    GridPlace mixed = {}; // under the outputs, what a 1 x 1 convolution makes of them; often none

    // A block of cells of the split picture, of this shape, drawn into `where`.
    static QRectF cells(const QRectF& where, const cnn::Shape& shape, int y, int x, int h, int w);
    // The picture and its channels; none without one.
    std::vector<QRectF> splits() const;

    // Null when that part is not shown.
    const GridPlace* place(const CellRef& cell) const;
    std::optional<CellRef> at(QPointF point) const;
    // Where that cell is drawn; empty when it is not.
    QRectF rect(const CellRef& cell) const;
    // The shape of the split picture; empty without one.
    cnn::Shape cellShape = {};
};

ChannelLayout layOut(const ChannelPicture& picture, QSizeF size, const Style& style);

} // namespace ui
