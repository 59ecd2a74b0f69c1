// THE table layer <-> ONNX operator.
// How an operator is called, and an attribute that is one of the layer's settings, stand among the layer's facts
// (OnnxSpelling in layers/layer_kind.h); that is all there is of most activations. To make a layer with a window,
// weights or further inputs known to ONNX: one line in onnx_table.cpp. A test fails until every kind of
// layers/catalog.h can be written and read.
#pragma once

#include "core/layers/layer_kind.h"
#include "core/onnx/onnx_node.h"

namespace cnn {

// An input that is no weight of the layer; without a name: one that is left out.
struct OnnxConstant {
    std::string name;
    std::vector<float> values;
    bool isScalar = false; // without axes
};

struct OnnxOperator {
    const LayerKind* kind; // its facts
    // Adds the attributes; returns the first opset, at least 13, that knows them.
    int (*write)(const Layer& layer, onnx::NodeProto& node);
    // The layer, with its weights; `inputRank` 2 or 4. Throws Error.
    std::unique_ptr<Layer> (*read)(OnnxNode& node, int inputRank, const LayerKind& kind);
    // What follows the weights among the inputs; nullptr: nothing.
    std::vector<OnnxConstant> (*constants)(const Layer& layer) = nullptr;
    // The weight as the operator wants it, where the layer keeps fewer numbers.
    Tensor (*fullWeight)(const Layer& layer) = nullptr;
    bool byChannel = false; // each channel is convolved by itself

    const char* name() const { return kind->onnx.name; } // NodeProto::op_type
    Rank in() const { return kind->rankIn; }
    Rank out() const { return kind->rankOut; }
    float scaleBefore() const { return kind->onnx.scaleBefore; }
    float scaleAfter() const { return kind->onnx.scaleAfter; }
    bool isScaled() const { return scaleBefore() != 1 || scaleAfter() != 1; }
};

// nullptr when there is none.
const OnnxOperator* operatorForLayer(const std::string& kind);
const OnnxOperator* operatorNamed(const std::string& name);
// The one of that name between these two multiplications.
const OnnxOperator* scaledOperator(const std::string& name, float before, float after);
// Whether there is one of that name between any two that are not 1.
bool standsBetweenFactors(const std::string& name);
// "Conv, MaxPool, ...", for sentences.
std::string knownOperators();

// Extents of a parameter in the file.
OnnxDims onnxDims(const LayerInfo& info, const Parameter& parameter);

} // namespace cnn
