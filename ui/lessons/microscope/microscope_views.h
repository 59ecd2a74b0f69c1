// The views of the microscope.
#pragma once

#include "ui/lessons/training/training_views.h"

namespace ui {

// THE list, in the order of the tabs.
std::span<const TrainingViewKind> microscopeViews();

} // namespace ui
