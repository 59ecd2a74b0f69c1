// What an ONNX file holds, read without its weights: no memory is taken for them, so that a table of a network of any
// size is there at once.
#pragma once

#include "core/network/layer_table.h"
#include "core/onnx/onnx_file.h"

namespace cnn {

struct OnnxOutline {
    LayerTable table;
    Shape output;
    std::vector<std::string> classNames; // or empty
    OnnxCard card;
};

// Throws as openOnnx() does, but for what is wrong with a weight's numbers.
OnnxOutline outlineOnnx(const std::filesystem::path& path, const OnnxOptions& options = {});

} // namespace cnn
