// THE tables of operators that are read, a file each kind.
#pragma once

#include "core/onnx/onnx_call.h"

namespace cnn {

std::span<const OnnxReader> basicReaders();   // onnx_read_basics.cpp: only the view changes
std::span<const OnnxReader> windowReaders();  // onnx_read_window.cpp: convolutions, pools
std::span<const OnnxReader> denseReaders();   // onnx_read_dense.cpp: Gemm, MatMul
std::span<const OnnxReader> valueReaders();   // onnx_read_values.cpp: activations, joins, arithmetic with numbers
std::span<const OnnxReader> channelReaders(); // onnx_read_channels.cpp: normalisations, softmax, along channels
std::span<const OnnxReader> shapeReaders();   // onnx_read_shapes.cpp: padding, resizing, parts

// Each value times a number plus a number: one for all, one a channel or one a value. A layer that does the same before
// takes it in. isScalar: the file has one number without axes.
OnnxFlow addAffine(OnnxCall& call, const OnnxFlow& in, const OnnxAffine& affine, bool isScalar);
// The numbers, where they are one, or one for each place along one axis, which becomes the channels of `flow`.
std::optional<std::vector<double>> numbersByChannel(OnnxCall& call, OnnxFlow& flow, const OnnxConstant& numbers);

} // namespace cnn
