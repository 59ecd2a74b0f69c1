// THE list of well-known kernels: what pictures are filtered with, what lessons offer, what a learned kernel can be
// compared with. To add one: a line in kernel_library.cpp.
#pragma once

#include "core/tensor/tensor.h"

#include <span>
#include <string>

namespace cnn {

struct NamedKernel {
    std::string id;   // "sobel-x": stable, in files
    std::string name; // "Sobel, horizontal"
    Tensor values;    // (1, rows, columns), for cross-correlation
    std::string does; // one sentence: what it makes of a picture
};

std::span<const NamedKernel> kernelLibrary();
// THE list of those for signals, (1, 1, columns).
std::span<const NamedKernel> signalKernels();
// Null when there is none of that id.
const NamedKernel* findKernel(const std::string& id);

} // namespace cnn
