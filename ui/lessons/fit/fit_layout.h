// Where each thing of the picture of a learning kernel stands.
#pragma once

#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"
#include "ui/lessons/fit/fit_picture.h"

namespace ui {

// Axes of a chart. Values are clamped by the painter, not here.
struct ChartFrame {
    QRectF area;
    double x0 = 0, x1 = 1, y0 = 0, y1 = 1;
    bool logarithmic = false; // y0 and y1 are then powers of ten
    QPointF at(double x, double y) const;
    std::vector<double> yMarks;
};

struct FitLayout {
    StageFrame frame;
    GridPlace input, prediction, target, error, kernel, truth;
    QRectF legend;                                  // scales, right of the maps
    QRectF kernelCard, lossCard, pathCard, sumCard; // sumCard: the update
    QRectF table;                                   // epochs, losses and weights, under the kernels
    std::vector<int> tableRows;                     // the moments in it
    double tablePitch = 0, tableSize = 0;           // of its text
    ChartFrame loss, path;                          // path: contours for two weights, otherwise weights over updates
    double labelSize = 0, captionSize = 0;
};

FitLayout layOut(const FitPicture& picture, QSizeF size, const Style& style);
} // namespace ui
