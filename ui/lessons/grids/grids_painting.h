// Draws the pictures, the numbers and the strips of "Images are grids", and what joins them.
#pragma once

#include "ui/lessons/grids/grids_layout.h"

namespace ui {

void paintGrids(QPainter& painter, const Style& style, const GridsPicture& picture, const GridsLayout& layout);

} // namespace ui
