// A look at an ONNX file's bytes before protobuf unpacks them, which leaves the weights where they are.
//
// Unpacked, a message may take a hundred times its bytes in the file (two bytes are an empty node), so a file within
// the size limit could still fill the memory. Weights do not grow, and are not read here at all; what is only text for
// people (documentation, shapes that we work out ourselves) is left out. The rest, which says how the network is built,
// may be 1 MB, 10,000 nodes and 20,000 tensors at most, far beyond any network we can show.
#pragma once

#include "core/onnx/onnx_source.h"

#include <optional>
#include <vector>

namespace cnn {

constexpr std::size_t mostOnnxNodes = 10'000;

struct OnnxSkeleton {
    std::string model; // a ModelProto whose larger weights are missing
    // For each initializer: where its numbers lie when they are missing in `model`. They are as raw_data would be.
    std::vector<std::optional<OnnxPlace>> places;
};

// Throws Error(BadFormat, TooLarge or Unreadable), naming the source.
OnnxSkeleton scanOnnx(const OnnxSourcePtr& source);

} // namespace cnn
