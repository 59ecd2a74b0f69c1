// A network's plan in scenes and lessons:
//     [{"kind": "conv2d", "outputs": 6, "kernel": 5, "padding": 2}, {"kind": "relu"}, ..., {"kind": "dense"}]
// What is left out: stride and dilation 1, padding 0; a dense layer without outputs has one a class. Numbers that
// differ between rows and columns stand as [rows, columns], padding as [top, bottom, left, right].
#pragma once

#include "core/network/network_plan.h"

#include <QJsonArray>

namespace ui {

QJsonArray toJson(const cnn::NetworkPlan& plan);
// Throws cnn::Error(BadFormat) naming the layer and what is out of range. The plan need not fit any picture.
cnn::NetworkPlan planFrom(const QJsonArray& layers);

} // namespace ui
