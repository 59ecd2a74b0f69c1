// The look of the whole program.
#pragma once

#include "ui/figure/style.h"

class QWidget;

namespace ui {

// Fusion and palette for the whole program.
void applyStyle(const Style& style);
// Light or dark as the desktop has it.
Theme desktopTheme();
// A style sheet for a part of the window.
void giveSheet(QWidget& part, const QString& sheet);

} // namespace ui
