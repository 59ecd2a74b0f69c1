// A sliding window as plain Python: every loop written out, with the indices of the current step beside them.
#pragma once

#include "ui/lessons/window/window_scene.h"

namespace ui {

// Leaves the output in `y`. The step: an output cell in reading order, of which `shown` products are shown.
QString loopCode(const WindowScene& scene, const cnn::WindowWalk& walk, int cell, int shown);

// The line that says which input cell (iy, ix) weight (ky, kx) meets at output (oy, ox), and what is done with an index
// beyond the border; `x` is the input.
QString tapLines(const cnn::Window& window, cnn::PadMode mode, int indent);
// Whether cells beyond the border are left out, so that a condition must follow.
bool leavesOut(const cnn::Window& window, cnn::PadMode mode);
// That condition.
inline const QString insideInput = QStringLiteral("0 <= iy < len(x) and 0 <= ix < len(x[0])");

} // namespace ui
