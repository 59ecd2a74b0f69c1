// The strip of a picture as numbers, and in code to paste into a notebook.
#pragma once

#include "ui/lessons/grids/grids_picture.h"
#include "ui/pages/page.h"

namespace ui {

// The strip first, then the image, the order and the curves; nothing without an image.
std::vector<NamedNumbers> gridsNumbers(const GridsPicture& picture);
// Leaves the strip in `y`. Only of a picture with an image.
QString gridsCode(const GridsPicture& picture, CodeDialect dialect);

} // namespace ui
