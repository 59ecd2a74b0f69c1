// What a unit sees, as code to paste into a notebook.
#pragma once

#include "core/explain/effective_field.h"
#include "ui/pages/page.h"

namespace ui {

// Leaves in `y` the mask (1 or 0, a number a pixel) of what the unit sees.
QString fieldCode(const cnn::FieldStack& stack, const cnn::FieldUnit& unit, CodeDialect dialect);

} // namespace ui
