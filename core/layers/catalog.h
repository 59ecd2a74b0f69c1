// THE list of layer kinds. ONNX, the gradient test and lists of layers all read it.
// To add a layer: derive from Layer in a file of its own, then add one line in catalog.cpp (kind, title, name, role,
// how to make it).
#pragma once

#include "core/layers/layer.h"

namespace cnn {

enum class LayerRole { Convolution, Pooling, Activation, Dense, Other };

struct LayerKind {
    const char* kind;  // LayerInfo::kind
    const char* title; // for people
    const char* name;  // what layers of this kind are called: "conv" for conv1, conv2, ...
    LayerRole role;
    // A layer with these settings, weights zero. info.kind must be this kind's.
    std::unique_ptr<Layer> (*make)(const LayerInfo& info);
};

std::span<const LayerKind> layerKinds();
// Throws Error(Usage) when there is no such kind.
std::unique_ptr<Layer> makeLayer(const LayerInfo& info);
// The kind's title, "Convolution" for "conv2d".
std::string layerTitle(const std::string& kind);
LayerRole layerRole(const std::string& kind);
// nullptr: there is no such kind.
const LayerKind* findLayerKind(const std::string& kind);

} // namespace cnn
