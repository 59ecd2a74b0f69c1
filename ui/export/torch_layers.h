// THE table layer -> module of PyTorch.
// To make a new layer kind known to the PyTorch export: one line in torch_layers.cpp; a test fails until every kind of
// core/layers/catalog.h has one.
#pragma once

#include "core/layers/layer.h"

#include <QStringList>

namespace ui {

// PyTorch tells (batch, channels, rows, columns) from (batch, features); for the core the latter are (features, 1, 1).
enum class TorchRank { Any, Image, Flat };

struct TorchLayer {
    const char* kind; // LayerInfo::kind
    TorchRank in, out;
    // Modules one after the other, as they stand in nn.Sequential. The last one holds the layer's parameters, under
    // their names in the core.
    QStringList (*modules)(const cnn::Layer& layer);
    // Extents that PyTorch gives the weight; nullptr where there is none.
    std::vector<int> (*weight)(const cnn::LayerInfo& layer) = nullptr;
    // A class of our own that these modules need, for what PyTorch does not have; empty: none.
    QString (*helper)(const cnn::Layer& layer) = nullptr;
};

// Throws cnn::Error(Usage) when there is none.
const TorchLayer& torchLayer(const std::string& kind);
bool knowsTorch(const std::string& kind);

} // namespace ui
