// A line of text in pieces of different colour and weight: sums, formulas, labels.
#pragma once

#include "ui/figure/style.h"

#include <QPainter>
#include <QPainterPath>
#include <QString>
#include <vector>

namespace ui {

struct TextRun {
    QString text;
    QColor colour;
    Weight weight = Weight::Regular;
    double size = 1; // relative to the line's
};
using TextLine = std::vector<TextRun>;

// At `pixels` a size of 1. Digits have equal width.
double lineWidth(const TextLine& line, double pixels);
// From `x` on the baseline `y`; returns where it ends.
double drawLine(QPainter& painter, const TextLine& line, double x, double y, double pixels);
// The largest size up to `pixels` at which the line is no wider than `width`, not below `smallest`.
double fittingSize(const TextLine& line, double width, double pixels, double smallest);

// The outline of a text whose baseline begins at (0, 0), the same each time it is asked for.
QPainterPath textOutline(const QString& text, double pixels, Weight weight);

} // namespace ui
