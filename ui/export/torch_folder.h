// "Export for PyTorch": a folder in which a network goes on learning elsewhere.
#pragma once

#include "ui/export/network_export.h"

#include <QDir>

namespace ui {

// Makes the folder when it is not there, and writes train.py, model.onnx, weights.npz, check_image.npy and
// check_output.npy, and data/ when the images lie nowhere else. Files of these names are replaced. Throws cnn::Error,
// also for a network that ONNX or PyTorch cannot hold; nothing is written then.
void writeTorchFolder(const NetworkExport& run, const QDir& folder);

} // namespace ui
