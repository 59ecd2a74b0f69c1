#pragma once

#include "ui/lessons/training/dive/dive_body.h"

#include <memory>

namespace ui {

// Of the picture's level; null where there is nothing to show.
std::unique_ptr<DiveBody> diveBody(const DivePicture& picture, const QRectF& area, double font,
                                   const std::optional<CellRef>& hover);

} // namespace ui
