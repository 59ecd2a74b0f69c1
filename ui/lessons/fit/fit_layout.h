// Where each thing of the picture of a learning kernel stands.
#pragma once

#include "ui/figure/chart.h"
#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"
#include "ui/lessons/fit/fit_picture.h"

namespace ui {

struct FitLayout {
    StageFrame frame;
    GridPlace input, prediction, target, error, kernel, truth;
    QRectF legend;                                  // scales, right of the maps
    QRectF kernelCard, lossCard, pathCard, sumCard; // sumCard: the update
    QRectF table;                                   // epochs, losses and weights, under the kernels
    std::vector<int> tableRows;                     // the moments in it
    double tablePitch = 0, tableSize = 0;           // of its text
    ChartPlot loss, path;                           // path: contours for two weights, otherwise weights over updates
    double labelSize = 0, captionSize = 0;
};

FitLayout layOut(const FitPicture& picture, QSizeF size, const Style& style);

} // namespace ui
