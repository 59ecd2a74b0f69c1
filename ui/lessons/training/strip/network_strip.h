#pragma once

#include "ui/lessons/training/strip/strip_figure.h"

namespace ui {

// One image through the network of the picture: LeNet-5 has a form of its own.
// hover: the cell pointed at; it gets the accent, lines from what feeds it, and the card.
std::unique_ptr<StripFigure> networkStrip(QSizeF size, const Style& style,
                                          std::shared_ptr<const NetworkPicture> picture,
                                          std::optional<CellRef> hover = std::nullopt);

} // namespace ui
