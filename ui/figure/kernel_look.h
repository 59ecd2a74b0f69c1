// What a kernel looks at, as a sentence (core/explain/filter_look.h).
#pragma once

#include "core/tensor/tensor.h"

#include <QString>

namespace ui {

// "The kernel looks at an edge: dark left, bright right." Of one slice, the kernel's (slices, rows, columns).
QString kernelLooksAt(const cnn::Tensor& kernel, int slice = 0);
// The slice whose weights are largest altogether.
int strongestSlice(const cnn::Tensor& kernel);

} // namespace ui
