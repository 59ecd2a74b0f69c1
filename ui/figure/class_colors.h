// Colours that tell the classes of points, and kept runs, apart.
#pragma once

#include "ui/figure/style.h"

namespace ui {

// Of class c; after ten they begin again. At least 3:1 against window and surface; for every eye they differ as far as
// ten colours can, which is not far: they are never all that tells classes apart.
QColor classColor(Theme theme, int c);
constexpr int classColors = 10;

// Of the kept run with this number, from 1. Four in a row differ, from each other and from the present run's.
QColor runColor(Theme theme, int number);

} // namespace ui
