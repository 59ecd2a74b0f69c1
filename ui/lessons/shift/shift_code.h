// The stages of the shift lesson as code to paste into a notebook.
#pragma once

#include "ui/lessons/shift/shift_scene.h"
#include "ui/pages/page.h"

namespace ui {

// Leaves the last map of the moved picture in `y`.
QString shiftCode(const ShiftScene& scene, CodeDialect dialect);

} // namespace ui
