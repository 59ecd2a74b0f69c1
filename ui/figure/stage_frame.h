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

    // Lengths and text sizes of the design are times this: 1 on a stage of 1304 x 932 at 100 % text. While presenting
    // 2 on one of 1920 x 1004: captions of 14 are then 28 pixels high, however large the text is otherwise.
    double unit = 1;
    double left = 0, right = 0;
    double titleBaseline = 0, lineBaseline = 0;
    QRectF zone; // under the headings, down to the lower margin
    bool presenting = false;

    double label() const { return (presenting ? 15 : 17.5) * unit; } // the size of the words over a grid
    // While presenting: takes the room for two lines off the foot of the zone and returns it; otherwise empty.
    QRectF takeSentence();
};

// The ground over the whole figure.
void paintGround(QPainter& painter, QSizeF size, const Style& style);
// Headline (bold) and the line under it; both shrink to fit.
void paintHeadings(QPainter& painter, const Style& style, const StageFrame& frame, const QString& headline,
                   const QString& line);
// "Row 1, column 2. The window moved one column to the right.": on one line or two, in what takeSentence() gave.
void paintSentence(QPainter& painter, const Style& style, const StageFrame& frame, const QRectF& room,
                   const QString& place, const QString& sentence);

} // namespace ui
