// Where each thing of a picture of a transposed convolution stands on the stage.
#pragma once

#include "ui/figure/stage_frame.h"
#include "ui/lessons/stamp/stamp_picture.h"

namespace ui {

struct StampLayout {
    StageFrame frame;
    QRectF zone, card;                            // zone: between headings and card
    GridPlace input, back, kernel, stamp, output; // output: with the ring that padding cuts off
    double labelGap = 0;                          // from a grid's top up to its label's baseline
    QRectF sentence = {};                         // while presenting: of the step
};

StampLayout layOut(const StampPicture& picture, QSizeF size, const Style& style);

} // namespace ui
