// Networks as ONNX files, through classes that protoc makes from the distribution's onnx.proto. A library of its own
// (cnn_onnx): nothing else in the core knows protobuf.
//
// Written: opset 13, IR version 7, weights inline, every tensor named "<layer>.<parameter>" and every layer output by
// the layer's name, input "image" (batch, channels, rows, columns) with a free batch size, output "logits"; the class
// names in the metadata under "class_names", separated by newlines. What ONNX knows only since a later opset makes the
// file one of that opset: dilated average pooling 19, with IR version 9.
//
// Read, in this order: what the file says of the network (onnx_scan.h), checked and turned into layers while all
// weights stay where they are (onnx_graph.h, onnx_call.h); then each weight once, straight into its layer
// (onnx_builder.h).
#pragma once

#include "core/network/network.h"

#include <filesystem>
#include <functional>

namespace cnn {

constexpr std::size_t largestOnnxFile = (std::size_t{1} << 31) - 1; // protobuf's own limit

// The same network gives the same bytes. A dense layer right after a window gets the Flatten node that ONNX asks for in
// between. Throws Error(Usage, Diverged, TooLarge) naming the layer that ONNX cannot hold, or whose weights are no
// longer finite.
std::string toOnnx(const Network& network);
// Throws Error(WriteFailed) too.
void saveOnnx(const Network& network, const std::filesystem::path& path);

struct OnnxOptions {
    // Of one image: where the file leaves rows and columns free.
    std::optional<Shape> size{};
    // Which of several outputs; empty: the only one.
    std::string output{};
    // Where the file leaves open what is not said above, rows and columns are assumedSide and the output is the first;
    // the card's notes say so. Otherwise it throws Error(Usage).
    bool assumes = false;
    static constexpr int assumedSide = 224; // of ImageNet's networks, and divisible by 32
    // The share of the weights that has been read, now and then; false: stop, which throws Error(Interrupted).
    std::function<bool(double)> progress{};
};

// How the values of a picture become what a network reads: (value in 0 .. highest - mean) / deviation, by channel.
struct PictureScaling {
    float highest = 1;
    std::vector<float> mean, deviation; // empty: 0 and 1
    std::string reason;                 // a sentence: from where that is known, or that it is assumed
};

// What is to be known of a file beside its layers: nothing is assumed silently.
struct OnnxCard {
    std::string producer;
    int irVersion = 0, opset = 0;
    std::string input, output;        // names
    std::vector<std::string> outputs; // all that there are
    std::string inputAxes;            // as the file has them: "(batch, 28, 28, 1)"
    PictureScaling scaling;           // that the network expects of a picture
    PictureScaling inside;            // what its own first nodes do to it, as a layer; without numbers: nothing
    std::vector<std::string> notes;   // sentences: what was left out, folded, assumed
};

struct OnnxModel {
    Network network;
    OnnxCard card;
};

// A network that computes exactly what the saved one did. Nothing in `bytes` is trusted: sizes, counts and shapes are
// checked before memory is taken. Read are IR versions 3 to 12 and opsets 7 to 24. Layers are named as their nodes,
// "_" for slashes (so that a layer name may name a file), or by kind and number where a node has no usable name. Class
// names that do not fit the outputs are left out. `name` stands for the file in sentences.
// Throws Error(BadFormat, Mismatch, TooLarge) in one sentence naming file, node and reason: damaged, an operator we do
// not know, a recursive or huge structure; Error(Usage) where a size or the name of an output must be given.
OnnxModel readOnnx(std::string_view bytes, const std::string& name, const OnnxOptions& options = {});
// Weights in other files beside it are read too (onnx_source.h).
OnnxModel openOnnx(const std::filesystem::path& path, const OnnxOptions& options = {});
// Without the card.
Network fromOnnx(std::string_view bytes, const std::string& name);
Network loadOnnx(const std::filesystem::path& path);

} // namespace cnn
