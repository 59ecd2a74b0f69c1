// What the picture lesson's figure shows, as a value.
#pragma once

#include "core/walk/picture_window.h"
#include "core/walk/written_sum.h"
#include "ui/figure/figure.h"
#include "ui/figure/map_painter.h"

#include <QImage>

namespace ui {

struct FilterPicture {
    QString headline, line;
    QString source;       // "test card", "beach.jpg"
    cnn::Shape size;      // of both pictures, in pixels
    QImage input, output; // perhaps made smaller; a null output is still being made
    // Makes a picture smaller, to just so many pixels; empty: the painter does it each time it paints.
    std::function<QImage(const QImage&, QSize)> smaller;
    QString kernelName, how; // "Sobel x", "without the sign"
    Ramp ramp = Ramp::Grey;  // of the output's scale
    QString low, high;       // at its two ends
    QString range;           // "values from −1020 to 1020"
    cnn::PictureWindow window;
    QString channel; // of a colour picture: "red", the one whose sum is written
    QString shownAs; // what becomes of the sum in the output: "above 255: white"
    bool original = false;
    bool pointed = false;                   // the window is where the mouse is
    std::optional<CellRef> hover, selected; // cells of the kernel
    QString covered;                        // "pixel", "kernel" or nothing

    QPoint probe() const { return {window.step.outX, window.step.outY}; }
    cnn::WrittenSum sum() const {
        return cnn::writeSum(window.task, window.step, static_cast<int>(window.step.terms.size()));
    }
    // The sum as it stands in large digits, "≈ " before it when that is not all of it.
    QString shortSum() const;
};

} // namespace ui
