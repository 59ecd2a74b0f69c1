// A run as files: its network with what belongs to it, and its log.
#pragma once

#include "ui/export/network_export.h"
#include "ui/lessons/training/run_material.h"
#include "ui/lessons/training/strip/network_picture.h"

namespace ui {

// picture: what is on show. The film is of the run, which must live as long.
NetworkExport exportOf(const TrainingRun& run, const RunMaterial& material, const NetworkPicture& picture);
// For a file dialog.
QString runFilter();
// The network as ONNX, or the log of the training as CSV, by the file's name. Throws cnn::Error(WriteFailed).
void saveRun(const TrainingRun& run, const cnn::Network& network, const QString& path);

} // namespace ui
