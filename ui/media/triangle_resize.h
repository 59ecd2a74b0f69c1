// Pillow's bilinear resizing, bit for bit: the triangle filter, as wide as an output pixel where the picture shrinks,
// first along rows, then along columns, each rounded to bytes. What torchvision and timm prepare pictures with.
// https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Resample.c
#pragma once

#include <QImage>

namespace ui {

// Format_RGB888 in and out.
QImage triangleResized(const QImage& rgb, QSize size);

} // namespace ui
