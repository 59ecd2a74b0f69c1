// The test accuracy of several runs in one chart: LeNet solid, MLP dashed; shuffled pixels in another colour and with
// squares at the ends of the epochs. Each curve is named where it ends.
#pragma once

#include "ui/lessons/grids/grids_picture.h"

namespace ui {

// A card with the chart into `card`; lengths are times `unit`.
void paintAccuracyChart(QPainter& painter, const Style& style, const GridsPicture& picture, const QRectF& card,
                        double unit);
// "LeNet, shuffled: 84.7 % after 5 epochs": each curve in words.
QString accuracyInWords(const GridsPicture& picture);

} // namespace ui
