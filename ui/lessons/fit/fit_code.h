// The descent in code, to paste into a notebook.
#pragma once

#include "core/walk/kernel_fit.h"
#include "ui/pages/page.h"

namespace ui {

// Code that repeats the descent; leaves the last kernel in `y`.
QString fitCode(const cnn::KernelFit& fit, CodeDialect dialect);

} // namespace ui
