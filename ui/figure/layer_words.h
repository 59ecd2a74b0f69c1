// Layers as the lecture writes them.
#pragma once

#include "core/layers/layer.h"

#include <QString>

namespace ui {

// "5 × 5 Conv (6), pad 2", "2 × 2 Avg Pool, stride 2", "Dense (10)", "ReLU"
QString layerWords(const cnn::LayerInfo& info);
// A text among the facts of its kind (core/layers/layer_kind.h) with its own numbers in it: "largest of 2 × 2".
QString filledWords(const char* text, const cnn::LayerInfo& info);
// "ReLU", "scaled tanh"
QString kindInSentence(const std::string& kind);
// "5 × 3"
QString kernelSize(const cnn::Window& window);
// "6@28×28", of values in a row only how many: "84"
QString shapeWords(const cnn::Shape& shape);

} // namespace ui
