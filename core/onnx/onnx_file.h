// Networks as ONNX files, through classes that protoc makes from the distribution's onnx.proto. A library of its own
// (cnn_onnx): nothing else in the core knows protobuf.
//
// Written: opset 13, IR version 7, weights inline, every tensor named "<layer>.<parameter>" and every layer output by
// the layer's name, input "image" (batch, channels, rows, columns) with a free batch size, output "logits"; the class
// names in the metadata under "class_names", separated by newlines. Dilated average pooling, which ONNX knows only
// since then, makes it opset 19 and IR version 9.
#pragma once

#include "core/network/network.h"

#include <filesystem>

namespace cnn {

constexpr std::size_t largestOnnxFile = std::size_t{256} * 1024 * 1024;

// The same network gives the same bytes. A dense layer right after a window gets the Flatten node that ONNX asks for in
// between. Throws Error(Usage, Diverged, TooLarge) naming the layer that ONNX cannot hold, or whose weights are no
// longer finite.
std::string toOnnx(const Network& network);
// Throws Error(WriteFailed) too.
void saveOnnx(const Network& network, const std::filesystem::path& path);

// A network that computes exactly what the saved one did. Nothing in `bytes` is trusted: sizes, counts and shapes are
// checked before memory is taken. Read are IR versions 3 to 10 and opsets 7 to 21. Layers are named as their nodes,
// "_" for slashes (so that a layer name may name a file), or by kind and number where a node has no usable name. Class
// names that do not fit the outputs are left out. `name` stands for the file in sentences.
// Throws Error(BadFormat, Mismatch, TooLarge) in one sentence naming file, node and reason: damaged, an operator we do
// not know, weights kept in other files, a graph that is no plain chain of layers, a recursive or huge structure.
Network fromOnnx(std::string_view bytes, const std::string& name);
Network loadOnnx(const std::filesystem::path& path);

} // namespace cnn
