// An image of a data set as it is shown: grey for one channel, colour for three.
#pragma once

#include "core/data/dataset.h"

#include <QImage>

namespace ui {

QImage datasetImage(const cnn::Dataset& set, std::size_t index);
// The same of values 0 .. 1.
QImage tensorImage(const cnn::Tensor& image);

} // namespace ui
