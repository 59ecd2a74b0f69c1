// Where the pages' images come from.
#pragma once

#include "core/train/dataset.h"
#include "ui/model/training_scene.h"

#include <functional>
#include <stop_token>

namespace ui {

// A DataLoader's reader: images that LeNet-5 can learn, in the order of their files' pixels. Pictures in folders are
// brought to 28x28 and grey.
cnn::DataSplit readSource(const DataSource& source, const std::stop_token& stop,
                          const std::function<void(double)>& progress);

// "Reading flowers … 42 %. Escape stops it."; progress 0: not known.
QString readingLine(const QString& name, double progress);

} // namespace ui
