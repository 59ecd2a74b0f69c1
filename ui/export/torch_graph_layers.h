// How the layers that graphs brought are written in PyTorch, where that takes more than names and numbers.
#pragma once

#include "ui/export/torch_layer.h"

#include <span>

namespace ui {

std::span<const TorchLayer> graphTorchLayers();

// The module that works through a graph.
extern const char* const torchGraph;

} // namespace ui
