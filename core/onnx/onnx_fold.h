// Nodes whose inputs are all known: what shapes are worked out with, and weights that a file computes from others.
#pragma once

#include "core/onnx/onnx_node.h"

namespace cnn {

// An input that is left out is nullptr.
using OnnxInputs = std::vector<const OnnxConstant*>;

// Nothing: the operator is none that is worked out in advance. Throws OnnxRefusal, or node.refuse().
std::optional<std::vector<OnnxConstant>> folded(OnnxNode& node, const OnnxInputs& inputs, std::int64_t opset);

// The axes that an operator names in an attribute, or since some opset in an input: each 0 .. rank-1, none twice.
// Nothing when it names none.
std::optional<std::vector<std::size_t>> axesNamed(OnnxNode& node, const OnnxConstant* input, std::size_t rank);
std::size_t axisNamed(OnnxNode& node, std::int64_t axis, std::size_t rank);
// What Reshape makes of these extents.
OnnxDims reshapedDims(OnnxNode& node, const OnnxDims& from, const OnnxDims& wanted, bool zeroIsZero);
// The part of an axis that Slice takes, up to `end` without it; a step below 0 goes backwards, where that is allowed.
struct OnnxSlice {
    std::size_t axis;
    std::int64_t begin, end, step;
};
std::vector<OnnxSlice> slicesNamed(OnnxNode& node, const OnnxInputs& inputs, const OnnxDims& dims,
                                   bool backwards = false);
OnnxDims permNamed(OnnxNode& node, std::size_t rank);

} // namespace cnn
