// The style sheet for menus, lists and controls, made from the palette.
#pragma once

#include "ui/figure/style.h"

namespace ui {

// Object names it knows: stepper, segmented, heading (QLabel), accent (QPushButton: the one filled button of a page),
// card, side, stageTitle, stageLine, quiet (secondary text), link (flat button), errorBar, newsBar.
QString widgetStyleSheet(const Style& style);

} // namespace ui
