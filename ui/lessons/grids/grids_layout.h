// Where each thing of "Images are grids" stands on the stage.
#pragma once

#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"
#include "ui/lessons/grids/grids_picture.h"

namespace ui {

// The part of the picture whose numbers are shown, in rows and columns of the shown picture.
struct Crop {
    int firstRow = 0, firstColumn = 0, rows = 0, columns = 0;
};

struct GridsLayout {
    StageFrame frame;
    double head = 0;                // room over a panel for its name and column numbers
    GridPlace picture, shuffled;    // 28 × 28; `shuffled` only when there is one
    std::vector<GridPlace> numbers; // one a channel
    QRectF strip, section;          // the whole strip, and the part of it around the pixel; or with shuffling both
                                    // strips, one above the other
    QRectF words;                   // the line over the strip
    QRectF chart;                   // the card of the curves
    int sectionFirst = 0, sectionCount = 0; // numbers of the strip in the section
};

Crop cropOf(const GridsPicture& picture);
GridsLayout layOut(const GridsPicture& picture, QSizeF size, const Style& style);

} // namespace ui
