// A look at an ONNX file's bytes before protobuf unpacks them.
#pragma once

#include "core/base/error.h"

#include <string_view>

namespace cnn {

constexpr std::size_t mostOnnxNodes = 10'000;

// Unpacked, a message may take a hundred times its bytes in the file (two bytes are an empty node), so a file within
// the size limit could still fill the memory. Weights do not grow; so everything but weights is counted here and may be
// 1 MB and 10,000 nodes and 20,000 tensors at most, far beyond any network we can show.
// Throws Error(BadFormat or TooLarge), naming `file`.
void scanOnnx(std::string_view bytes, const std::string& file);

} // namespace cnn
