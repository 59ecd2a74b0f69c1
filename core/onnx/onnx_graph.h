// The nodes of a file as they hang together: who gives what, who reads it, what the wanted output needs.
//
// Several nodes that together are one layer (x times its sigmoid) are found here and become one node of a type that
// names the layer; the others are gone.
#pragma once

#include "core/onnx/onnx_constant.h"

#include <filesystem>
#include <map>
#include <set>
#include <string_view>

namespace cnn {

struct OnnxOp {
    const onnx::NodeProto* proto = nullptr;
    std::string type;                 // the operator, or the layer that it is the last node of
    std::vector<std::string> in, out; // names of values; empty: left out
    bool isNeeded = false;
};

// Weights in other files, each opened once.
class OnnxBeside {
public:
    // model: empty when the bytes come from nowhere.
    explicit OnnxBeside(std::filesystem::path model) : m_model(std::move(model)) {}
    // Nothing: the tensor keeps its numbers itself. Throws Error or OnnxRefusal.
    std::optional<OnnxPlace> place(const onnx::TensorProto& tensor);

private:
    std::filesystem::path m_model;
    std::map<std::string, OnnxSourcePtr> m_files;
};

class OnnxGraph {
public:
    // All must outlive it. Throws Error naming `file`, and the node where it is one.
    OnnxGraph(const onnx::ModelProto& model, const std::vector<std::optional<OnnxPlace>>& places, OnnxBeside& beside,
              const std::string& file);

    // Inputs that are no weights (before IR version 4 all weights are inputs too).
    const std::vector<const onnx::ValueInfoProto*>& inputs() const { return m_inputs; }
    // Marks what this output needs, and finds the layers that are several nodes. Returns how many nodes nobody needs.
    int require(const std::string& output);
    const std::vector<OnnxOp>& ops() const { return m_ops; }
    // Those that need it: of a wanted output one more.
    int readers(const std::string& value) const;

    bool isConstant(const std::string& value) const { return m_tensors.count(value) > 0; }
    // How many numbers the file's tensors have together.
    std::size_t storedNumbers() const;
    bool isNumber(const std::string& value) const; // a lone one
    // Of a weight. Throws OnnxRefusal or Error.
    OnnxConstant constant(const std::string& value) const;

private:
    struct Stored {
        const onnx::TensorProto* tensor;
        const std::optional<OnnxPlace>* place; // nullptr: inside
    };
    [[noreturn]] void refuse(ErrorCode code, const Message& reason) const;
    [[noreturn]] void refuse(const OnnxOp& op, const Message& reason) const;
    void declare(const std::string& value);
    void listTensors(const std::vector<std::optional<OnnxPlace>>& places);
    void listNodes();
    bool addConstant(const onnx::NodeProto& node);
    void markNeeded(const std::string& output);

    const onnx::ModelProto& m_model;
    OnnxBeside& m_beside;
    const std::string& m_file;
    std::set<std::string> m_values;
    std::map<std::string, Stored, std::less<>> m_tensors;
    std::vector<std::unique_ptr<onnx::TensorProto>> m_made; // of constants that are given as attributes
    std::vector<const onnx::ValueInfoProto*> m_inputs;
    std::vector<OnnxOp> m_ops;
    std::map<std::string, std::size_t> m_givers; // of a value, among m_ops
    std::map<std::string, int> m_readers;
};

// In onnx_patterns.cpp. `giver` of a value among the ops, or nothing.
void findPatterns(OnnxGraph& graph, std::vector<OnnxOp>& ops, const std::map<std::string, std::size_t>& givers);

} // namespace cnn
