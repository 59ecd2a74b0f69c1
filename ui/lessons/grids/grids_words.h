// What is said of a pixel and its neighbours.
#pragma once

#include "ui/lessons/grids/grids_picture.h"

namespace ui {

// Places, rows and columns are held from 0; everything that is read counts from 1.
// "Row 11, column 15"
QString pixelName(int place);
// "10 × 28 + 15 = 295": the whole rows above a pixel, and its column.
QString numberInWords(int place);
// What to say of the pixel in question, without its name: "It is number 10 × 28 + 15 = 295 of the strip. ..."
QString pixelSentence(const GridsPicture& picture);

} // namespace ui
