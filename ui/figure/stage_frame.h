// The frame every figure of a lesson stands in: margins, the headline, the line under it, and the room that is left.
#pragma once

#include "ui/figure/style.h"

#include <QPainter>
#include <QRectF>
#include <QSizeF>
#include <QString>

namespace ui {

struct StageFrame {
    StageFrame(QSizeF size, const Style& style);

    double unit = 1; // lengths and text sizes of the design are times this: 1 on a stage of 1304 x 932 at 100 % text
    double left = 0, right = 0;
    double titleBaseline = 0, lineBaseline = 0;
    QRectF zone; // under the headings, down to the lower margin
};

// The ground over the whole figure.
void paintGround(QPainter& painter, QSizeF size, const Style& style);
// Headline (bold) and the line under it; both shrink to fit.
void paintHeadings(QPainter& painter, const Style& style, const StageFrame& frame, const QString& headline,
                   const QString& line);

} // namespace ui
