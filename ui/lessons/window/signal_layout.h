#pragma once

#include "ui/figure/grid_place.h"
#include "ui/figure/stage_frame.h"

namespace ui {

// Where things stand. Every x belongs to a sample: the same in both curves.
struct SignalLayout {
    StageFrame frame;
    QRectF input, output; // the curves' areas
    QRectF card;
    GridPlace cells; // part "input": the samples around the window; the kernel's cells lie one row below
    double kernelTop = 0;
    double first = 0, pitch = 1; // x of sample 0, and from one sample to the next
    QRectF sentence = {};        // while presenting: of the step
    double sampleX(double sample) const { return first + sample * pitch; }
};

} // namespace ui
