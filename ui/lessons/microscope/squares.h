// The square that covers a picture, as somebody chose it.
#pragma once

#include "core/explain/occlusion.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

// "cover", "window", "stride": for pictures of this shape.
std::vector<ViewOption> squareOptions(const cnn::Shape& input);
cnn::OcclusionSettings squareOf(const QJsonObject& choices, const cnn::Shape& input);
// "mean, 12 × 12, every 2"
QString squareWords(const cnn::OcclusionSettings& square);

} // namespace ui
