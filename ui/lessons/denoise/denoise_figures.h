// The figure of each view.
#pragma once

#include "ui/figure/figure.h"
#include "ui/lessons/denoise/denoise_look.h"

namespace ui {

std::unique_ptr<Figure> denoiseFigure(QSizeF size, const Style& style,
                                      const std::shared_ptr<const DenoisePicture>& picture,
                                      const std::optional<CellRef>& hover = std::nullopt);

} // namespace ui
