// The table of a network, or of two, as CSV: exact numbers, units in the head.
#pragma once

#include "ui/lessons/model/table/model_rows.h"

namespace ui {

// A line a layer, activations too, in the order of the definition.
std::string layerCsv(const cnn::LayerTable& table);
// A line a row and network, as they are on show.
std::string comparedCsv(const ModelTable& table);

} // namespace ui
