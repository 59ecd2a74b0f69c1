// THE list of layer kinds. ONNX, PyTorch, the tests and lists of layers all read it.
// To add a layer: derive from Layer in two files of its own, with its row of facts (layer_kind.h) as `static LayerKind
// facts()`; then two lines in catalog.cpp and one in core/CMakeLists.txt.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

std::span<const LayerKind> layerKinds();
// A layer with these settings, weights zero; what is missing among them has its usual value (LayerSetting::missing).
// Throws Error(Usage) when there is no such kind or it has no such setting.
std::unique_ptr<Layer> makeLayer(const LayerInfo& info);
// The kind's title, "Convolution" for "conv2d".
std::string layerTitle(const std::string& kind);
LayerRole layerRole(const std::string& kind);
// nullptr: there is no such kind.
const LayerKind* findLayerKind(const std::string& kind);
// Whether its layers have a window: all convolutions and poolings over windows do.
bool hasWindow(const LayerKind& kind);
// For a kind that is not in the list: a row without facts.
const LayerKind& factsOf(const std::string& kind);

// The settings of a kind, all of them in its order, missing ones filled in. Throws Error(Usage) for one that the kind
// does not have.
LayerInfo withAllSettings(LayerInfo info);
// A sentence when a setting has a value that no layer of this kind can have.
std::optional<Error> settingMisfit(const LayerInfo& info);

} // namespace cnn
