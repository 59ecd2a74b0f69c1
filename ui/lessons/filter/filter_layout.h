// Where each thing of the picture lesson stands on the stage.
#pragma once

#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"
#include "ui/lessons/filter/filter_picture.h"

namespace ui {

struct FilterLayout {
    StageFrame frame;
    QRectF input, output, scale, card, sum;
    GridPlace window, kernel, products;
    double unit = 1;     // the frame's, or less where large text would leave the pictures no room
    double headings = 0; // baseline of the card's headings

    // Where a pixel, or a block of them, is in a picture of this size drawn into `where`.
    static QRectF pixels(const QRectF& where, const cnn::Shape& size, int y, int x, int h = 1, int w = 1);
};

FilterLayout layOut(const FilterPicture& picture, QSizeF size, const Style& style);

} // namespace ui
