// THE list of layer kinds. ONNX, the gradient test and lists of layers all read it.
// To add a layer: derive from Layer in a file of its own, then add one line in catalog.cpp (kind, title, how to make
// it).
#pragma once

#include "core/layers/layer.h"

namespace cnn {

struct LayerKind {
    const char* kind;  // LayerInfo::kind
    const char* title; // for people
    // A layer with these settings, weights zero. info.kind must be this kind's.
    std::unique_ptr<Layer> (*make)(const LayerInfo& info);
};

std::span<const LayerKind> layerKinds();
// Throws Error(Usage) when there is no such kind.
std::unique_ptr<Layer> makeLayer(const LayerInfo& info);
// The kind's title, "Convolution" for "conv2d".
std::string layerTitle(const std::string& kind);

} // namespace cnn
