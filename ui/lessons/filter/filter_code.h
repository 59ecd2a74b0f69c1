// What a kernel makes of a picture around one pixel, as numbers and as code to paste into a notebook.
#pragma once

#include "ui/lessons/filter/filter_shot.h"
#include "ui/pages/page.h"

namespace ui {

// The outputs around the probed pixel, as far as the picture goes.
cnn::Tensor outputsAround(const FilterShot& shot);
// Leaves the same in `y`.
QString filterCode(const FilterShot& shot, CodeDialect dialect);

} // namespace ui
