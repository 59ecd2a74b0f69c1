// THE table layer -> ONNX operators, of opset 13 or what they need above it: https://onnx.ai/onnx/operators/.
// To make a layer known to ONNX: its function in onnx_writers.cpp, and how it is read in a file of onnx_readers.h.
// Activations that are one operator with one number stand in their own facts (OnnxSpelling in layers/layer_kind.h). A
// test fails until every kind of layers/catalog.h can be written and read.
#pragma once

#include "core/layers/layer_kind.h"
#include "core/onnx/onnx_constant.h"

#include <map>
#include <set>

namespace cnn {

// A value while it is written.
struct OnnxWritten {
    std::string name;
    bool isFlat = false; // (batch, features), else (batch, channels, rows, columns)
};

// What is written, and a layer on its way into it.
class OnnxWriting {
public:
    explicit OnnxWriting(onnx::GraphProto& graph, std::set<std::string> taken)
        : m_graph(graph), m_taken(std::move(taken)) {}

    struct Task {
        const Layer* layer = nullptr;
        LayerInfo info;
        std::string name;               // of the layer
        std::string result;             // of the value that its last node gives
        std::vector<Shape> in;          // of one image
        std::vector<OnnxWritten> reads; // in the form that the layer wants
        Shape out;
    };
    Task task;

    const std::string& in(std::size_t k = 0) const { return task.reads[k].name; }
    bool isFlat() const { return task.reads[0].isFlat; }
    // Whole settings.
    int setting(const char* key, int missing = 0) const;

    // The layer's last node; where it takes several, the others first, each with a word for its name. Returns what the
    // node gives.
    std::string last(const char* op, const std::vector<std::string>& inputs);
    std::string before(const char* word, const char* op, const std::vector<std::string>& inputs);
    // Of the node written last.
    onnx::NodeProto& node() { return *m_graph.mutable_node(m_graph.node_size() - 1); }
    void add(const char* attribute, std::int64_t value);
    void add(const char* attribute, float value);
    void add(const char* attribute, const char* value);
    void add(const char* attribute, const OnnxDims& values);

    // Tensors "<layer>.<word>"; return their names.
    std::string numbers(const std::string& word, const OnnxDims& dims, std::span<const float> values);
    std::string number(const std::string& word, float value) { return numbers(word, {}, {&value, 1}); }
    std::string integers(const std::string& word, const OnnxDims& values);
    // Its numbers stay where they are: see apart().
    std::string parameter(std::size_t k, const OnnxDims& dims);
    // The numbers of initializer i, where they are not in it.
    std::span<const float> apart(int i) const {
        const auto found = m_apart.find(i);
        return found == m_apart.end() ? std::span<const float>() : found->second;
    }

    void needOpset(int opset) { m_opset = std::max(m_opset, opset); }
    int opset() const { return m_opset; }
    std::string unused(std::string name);

    // What cannot be written, as what follows "layer x".
    [[noreturn]] static void refuse(const Message& reason);

private:
    onnx::TensorProto& tensorNamed(const std::string& word, const OnnxDims& dims);
    std::string nodeNamed(const std::string& name, const std::string& gives, const char* op,
                          const std::vector<std::string>& inputs);
    onnx::GraphProto& m_graph;
    std::set<std::string> m_taken; // no two values of a graph may share a name
    std::map<int, std::span<const float>> m_apart;
    int m_opset = 13;
};

using OnnxWriter = void (*)(OnnxWriting& writing);
// nullptr when there is none.
OnnxWriter operatorForLayer(const std::string& kind);

} // namespace cnn
