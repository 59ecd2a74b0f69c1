// Networks as ONNX files, through classes that protoc makes from the distribution's onnx.proto. A library of its own
// (cnn_onnx): nothing else in the core knows protobuf.
//
// Written: opset 13, IR version 7, weights inline, every tensor named "<layer>.<parameter>" and every layer output by the
// layer's name, input "image" (batch, channels, rows, columns) with a free batch size, output "logits"; the class names
// in the metadata under "class_names", separated by newlines.
#pragma once

#include "core/network/network.h"

#include <filesystem>

namespace cnn {

constexpr std::size_t largestOnnxFile = 256U * 1024U * 1024U;

// The same network gives the same bytes.
std::string toOnnx(const Network& network);
// Throws Error(WriteFailed).
void saveOnnx(const Network& network, const std::filesystem::path& path);

// A network that computes exactly what the saved one did. Nothing in `bytes` is trusted: sizes, counts and shapes are
// checked before memory is taken. `name` stands for the file in sentences.
// Throws Error(BadFormat, Mismatch, TooLarge) in one sentence naming file, node and reason: damaged, an operator we do
// not know, weights kept in other files, a graph that is no plain chain of layers, a recursive or huge structure.
Network fromOnnx(std::string_view bytes, const std::string& name);
Network loadOnnx(const std::filesystem::path& path);

} // namespace cnn
