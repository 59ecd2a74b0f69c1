// What every part of the picture of a learning kernel is painted with.
#pragma once

#include "ui/figure/text_runs.h"
#include "ui/lessons/fit/fit_layout.h"

namespace ui {

// What lives for the length of one painting.
struct FitBrush {
    QPainter& painter;
    const Style& style;
    const Palette& colors;
    const FitPicture& picture;
    const FitLayout& layout;
    const cnn::FitMoment& now;
    double unit;
};

// Ground and hairline, on which charts and card stand.
void paintFitCard(const FitBrush& brush, const QRectF& card);
// A heading no wider than `width`: where it would become too small to read, its last pieces are left out.
void drawHeading(const FitBrush& brush, TextLine line, QPointF baseline, double width, double pixels);

} // namespace ui
