// THE table layer <-> ONNX operator.
// To make a new layer kind known to ONNX: one line in onnx_table.cpp; a test fails until every kind of layers/catalog.h
// has one.
#pragma once

#include "core/layers/layer.h"
#include "core/onnx/onnx_node.h"

namespace cnn {

// ONNX tells (batch, channels, rows, columns) from (batch, features); for us the latter are (features, 1, 1).
enum class OnnxRank {
    Any,   // input: either; output: as the input
    Image, // four axes
    Flat   // two axes
};

// An input that is no weight of the layer; without a name: one that is left out.
struct OnnxConstant {
    std::string name;
    std::vector<float> values;
    bool isScalar = false; // without axes
};

struct OnnxOperator {
    const char* kind; // LayerInfo::kind
    const char* name; // NodeProto::op_type
    OnnxRank in, out;
    // Adds the attributes; returns the first opset, at least 13, that knows them.
    int (*write)(const Layer& layer, onnx::NodeProto& node);
    // The layer, with its weights; `inputRank` 2 or 4. Throws Error.
    std::unique_ptr<Layer> (*read)(OnnxNode& node, int inputRank);
    // What follows the weights among the inputs; nullptr: nothing.
    std::vector<OnnxConstant> (*constants)(const Layer& layer) = nullptr;
    // The weight as the operator wants it, where the layer keeps fewer numbers.
    Tensor (*fullWeight)(const Layer& layer) = nullptr;
    // The operator stands between two multiplications by these numbers; 1: there are none.
    float scaleBefore = 1, scaleAfter = 1;
    bool isScaled() const { return scaleBefore != 1 || scaleAfter != 1; }
};

// nullptr when there is none.
const OnnxOperator* operatorForLayer(const std::string& kind);
const OnnxOperator* operatorNamed(const std::string& name);
// The one of that name between these two multiplications.
const OnnxOperator* scaledOperator(const std::string& name, float before, float after);
// "Conv, MaxPool, ...", for sentences.
std::string knownOperators();

// Extents of a parameter in the file.
OnnxDims onnxDims(const LayerInfo& info, const Parameter& parameter);

} // namespace cnn
