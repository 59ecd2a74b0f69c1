// Where the rows of a filter sheet and what stands in them are.
#pragma once

#include "ui/lessons/training/filters/filter_sheet_picture.h"

#include <QRectF>
#include <QSizeF>

namespace ui {

struct FilterSheetLayout {
    struct Row {
        QRectF all, number, ideal, worth;
        std::vector<QRectF> slices, patches;
    };
    double font = 1;       // factor for text
    std::vector<Row> rows; // one a filter
    int blocks = 1;        // of rows side by side
    QRectF foot;

    static FilterSheetLayout fit(QSizeF size, double scale, const FilterSheetPicture& picture);
};

} // namespace ui
