// Another image went through the network: each map shrinks into the pooled map that is made of it.
#pragma once

#include "ui/lessons/training/strip/strip_figure.h"

namespace ui {

// Of two strips of one network and size. Null where nothing is pooled.
std::unique_ptr<Motion> poolMotion(std::shared_ptr<const StripFigure> before, std::shared_ptr<const StripFigure> after);

} // namespace ui
