// What can be said of where a network looks.
#pragma once

#include "ui/lessons/training/attention/attention_picture.h"

namespace ui {

// Share of the explained class that is lost (below 0: won) while cell (row, column) is covered.
double lostAt(const AttentionPicture& picture, int row, int column);
// "Sneaker, 98.2 %: covering the lower left costs 63 points; then it reads Sandal."
QString attentionLead(const AttentionPicture& picture);
// What the three maps say of a pixel.
QString pixelWords(const AttentionPicture& picture, int y, int x);

} // namespace ui
