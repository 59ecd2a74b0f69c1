// Grids of values too small for digits: one colour a value, every value the same size on screen.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/figure/style.h"

#include <QImage>
#include <QPainter>
#include <span>

namespace ui {

enum class Ramp {
    Grey,     // 0 black, 1 white
    Unsigned, // viridis, 0 dark
    Signed    // blue, white at exactly 0, red
};

// One pixel a value, rows * columns values in reading order. `largest` is the value at the end of the ramp (for Signed
// at both ends); a grid whose largest is 0 stays at the colour of zero, as do values that are not finite.
QImage mapImage(std::span<const float> values, int rows, int columns, Ramp ramp, double largest);
// One image of a network's input, values 0 .. 1: one channel as grey, three as red, green and blue, of any other number
// the mean as grey.
QImage pictureImage(const cnn::Tensor& image);
// Largest value (for Signed: magnitude), at least 0; values that are not finite do not count.
double rampEnd(std::span<const float> values, Ramp ramp);

// Fills `where` with the image. Cells of a whole number of pixels are drawn edge to edge; else the picture is made in
// whole cells of more than twice the resolution first, so that no row is wider than its neighbour.
void paintMap(QPainter& painter, const QRectF& where, const QImage& image);

// The ramp as a bar, from left to right.
void paintRamp(QPainter& painter, const QRectF& where, Ramp ramp);

} // namespace ui
