// Under the two pictures: one pixel's window times the kernel, the products, their sum.
#pragma once

#include "ui/lessons/filter/filter_layout.h"

namespace ui {

// The card alone; the beams go between it and what stands in it.
void paintFilterCardGround(QPainter& painter, const Style& style, const FilterLayout& layout);
void paintFilterCard(QPainter& painter, const Style& style, const FilterPicture& picture, const FilterLayout& layout);

} // namespace ui
