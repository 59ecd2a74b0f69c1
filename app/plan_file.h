// A network's layers in a file of their own, and what may stand in it.
#pragma once

#include "core/network/network_plan.h"

#include <QString>

namespace ui {

// {"layers": [{"kind": "conv2d", "outputs": 6, "kernel": 5}, ..., {"kind": "dense"}]}, as plan_json.h describes. Throws
// cnn::Error with file, line and reason.
cnn::NetworkPlan readPlan(const QString& file);

// Every kind of layer: its key, its name, what it does, its settings with their ranges.
QString layerList();

} // namespace ui
