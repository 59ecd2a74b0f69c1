// What four runs have learned, for the chart.
#pragma once

#include "ui/lessons/grids/four_runs.h"
#include "ui/lessons/grids/grids_picture.h"

namespace ui {

// One curve a run, as far as it has learned, to so many epochs.
std::vector<AccuracyCurve> curvesOf(const FourRuns& runs, int epochs);
// "Drawn digits: 10 000 images to learn from, 2 000 to test on."
QString dataLine(const cnn::DataSplit& data, std::size_t trainImages);

} // namespace ui
