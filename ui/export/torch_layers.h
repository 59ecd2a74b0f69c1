// How layers are written in PyTorch.
// A module with names and numbers alone stands among the layer's facts (LayerKind::torch in core/layers/layer_kind.h);
// what takes more has a line in torch_layers.cpp. A test fails until every kind of core/layers/catalog.h can be
// written.
#pragma once

#include "core/layers/layer_kind.h"

#include <QStringList>

namespace ui {

struct TorchLayer {
    const char* kind; // LayerInfo::kind
    // Modules one after the other, as they stand in nn.Sequential. The last one holds the layer's parameters, under
    // their names in the core.
    QStringList (*modules)(const cnn::Layer& layer);
    // Extents that PyTorch gives the weight; nullptr where there is none.
    std::vector<int> (*weight)(const cnn::LayerInfo& layer) = nullptr;
    // A class of our own that these modules need, for what PyTorch does not have; empty: none.
    QString (*helper)(const cnn::Layer& layer) = nullptr;
};

// Throws cnn::Error(Usage) when there is none.
TorchLayer torchLayer(const std::string& kind);
bool knowsTorch(const std::string& kind);

} // namespace ui
