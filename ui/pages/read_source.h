// Where the pages' images come from.
#pragma once

#include "core/data/dataset.h"
#include "ui/model/training_scene.h"

#include <functional>
#include <stop_token>

namespace ui {

// A DataLoader's reader: at least two classes of images of one shape, brought to what the source asks for, in the order
// of their files' pixels.
cnn::DataSplit readSource(const DataSource& source, const std::stop_token& stop,
                          const std::function<void(double)>& progress);

// "Reading flowers … 42 %. Escape stops it."; progress 0: not known.
QString readingLine(const QString& name, double progress);

} // namespace ui
