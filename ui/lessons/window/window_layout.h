// Where each thing of a sliding-window picture stands on the stage.
#pragma once

#include "ui/figure/stage_frame.h"
#include "ui/figure/sum_list.h"
#include "ui/lessons/window/sum_line.h"
#include "ui/lessons/window/window_picture.h"

namespace ui {

struct WindowLayout {
    StageFrame frame;
    QRectF zone, card, pill, legend; // zone: between headings and sum card
    GridPlace input, kernel, output;
    SumListPlace sums;   // under the card, where there is room
    double labelGap = 0; // from a grid's top up to its label's baseline
    QRectF sentence;     // while presenting: of the step
    SumLines sum;        // and instead of the card, in its place: the sum
};

WindowLayout layOut(const WindowPicture& picture, QSizeF size, const Style& style);

} // namespace ui
