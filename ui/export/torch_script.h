// train.py: a network, its images and its training settings as a program for PyTorch. The files it reads beside itself
// are written by ui/export/torch_folder.h.
#pragma once

#include "core/network/network.h"
#include "core/train/trainer.h"

#include <QString>

namespace ui {

// THE names of the files beside train.py.
namespace torch_files {
inline constexpr const char *script = "train.py", *network = "model.onnx", *weights = "weights.npz",
                            *image = "check_image.npy", *output = "check_output.npy", *data = "data";
}

// Plain PyTorch (1.13 or later) and NumPy are all it needs; under torchrun it shares every batch among the processes
// (gloo). `data`: the folder of IDX files that it reads unless another is named, absolute or seen from train.py.
// Throws cnn::Error(Usage) when a layer has no twin or there is nothing to learn.
QString torchScript(const cnn::Network& network, const cnn::TrainingSettings& settings, const QString& data);

// The names of the network's parameters in PyTorch, in the order of layers and parameters: "0.weight", "0.bias",
// "3.weight".
std::vector<std::string> torchParameters(const cnn::Network& network, cnn::LossKind loss);

} // namespace ui
