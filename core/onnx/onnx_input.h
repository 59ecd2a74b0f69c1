// What a file says of the picture it reads, and what has to be assumed.
#pragma once

#include "core/onnx/onnx_builder.h"
#include "core/onnx/onnx_graph.h"
#include "core/onnx/onnx_view.h"

namespace cnn {

struct OnnxInput {
    Shape shape;
    OnnxView view;
};

// Throws OnnxRefusal.
OnnxInput inputOf(const onnx::ValueInfoProto& input, const OnnxGraph& graph, const OnnxOptions& options,
                  OnnxCard& card);
// What its first layer does to the picture: less a mean, divided by a deviation.
void noteInside(const OnnxAffine& first, OnnxCard& card);
// Which values of a picture the network expects, where the file has not said it.
void assumeScaling(const Network& network, OnnxCard& card);

} // namespace cnn
