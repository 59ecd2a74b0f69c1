// A kind of layer as PyTorch writes it.
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

} // namespace ui
