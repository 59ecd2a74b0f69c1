// The changes a user makes to the grids of a scene. Each returns the scene after it, or a sentence why not.
#pragma once

#include "ui/lessons/window/window_scene.h"

#include <QImage>

namespace ui {

enum class GridPart { Input, Kernel };
// A figure's "kernel" is the kernel, anything else the input.
GridPart gridPart(const QString& part);

// Whether (y, x) is a cell of that grid that may be edited (padding may not).
bool editable(const WindowScene& scene, GridPart part, int y, int x);
// The kernel's (y, x) is as shown: with the flip switch on, the cell under it.
float valueAt(const WindowScene& scene, GridPart part, int y, int x);
cnn::Expected<WindowScene> withCell(const WindowScene& scene, GridPart part, int y, int x, float value);
// Rows of numbers from a spreadsheet, its first cell at (y, x); the grid grows up to the largest size. With whole set
// the block becomes the grid. A signal takes the first column of a table.
cnn::Expected<WindowScene> withBlock(const WindowScene& scene, GridPart part, int y, int x, const cnn::Tensor& block,
                                     bool whole);
// The middle of a picture, cut to the input's proportions and scaled to its size, in grey: whole numbers, 0 black, 255
// white. Not for a signal.
WindowScene withPicture(const WindowScene& scene, const QImage& picture);

} // namespace ui
