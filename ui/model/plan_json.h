// A network's plan in scenes and lessons:
//     [{"kind": "conv2d", "outputs": 6, "kernel": 5, "padding": 2}, {"kind": "relu"}, ..., {"kind": "dense"}]
// What is left out: stride and dilation 1, padding 0; a dense layer without outputs has one a class. Numbers that
// differ between rows and columns stand as [rows, columns], padding as [top, bottom, left, right]. Other settings of a
// layer stand under their keys (LayerSetting in core/layers/layer_kind.h): {"kind": "leakyrelu", "slope": 0.2}. A layer
// that does not read the one before it names those that it reads: {"kind": "add", "reads": ["bn2", "act1"]}; "input" is
// the picture.
#pragma once

#include "core/network/network_plan.h"
#include "ui/model/scene_value.h"

namespace ui {

QJsonArray toJson(const cnn::NetworkPlan& plan);
// Throws SceneError. The plan need not fit any picture.
cnn::NetworkPlan planFrom(const SceneValue& layers);

} // namespace ui
