// Layers of ours as the operators of a file ask for them.
#pragma once

#include "core/onnx/onnx_call.h"

namespace cnn {

// A convolution of which a note in the file says that it is one of our layers with fewer weights: a partial convolution
// or a subsampling, its weights read already. Null: there is no note, or it does not belong to these weights.
std::unique_ptr<Layer> notedLayer(OnnxCall& call, const OnnxDims& dims, const Window& window);

} // namespace cnn
