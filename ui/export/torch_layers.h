// How layers are written in PyTorch.
// A module with names and numbers alone stands among the layer's facts (LayerKind::torch in core/layers/layer_kind.h);
// what takes more has a line in torch_layers.cpp. A test fails until every kind of core/layers/catalog.h can be
// written.
#pragma once

#include "ui/export/torch_layer.h"

namespace ui {

// Throws cnn::Error(Usage) when there is none.
TorchLayer torchLayer(const std::string& kind);
bool knowsTorch(const std::string& kind);

} // namespace ui
