// One node of a file nobody vouches for, read with every check that the operators share.
//
// Each problem is thrown as an Error in one sentence that names file, node and operator.
#pragma once

#include "core/base/error.h"
#include "core/kernels/window.h"

#include <onnx/onnx.pb.h>

#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <vector>

namespace cnn {

// A tensor's extents as in the file, outermost first.
using OnnxDims = std::vector<std::int64_t>;

// What all nodes of one file share. Points into the model, which must outlive it.
struct OnnxFile {
    std::string name; // for sentences
    std::map<std::string_view, const onnx::TensorProto*> tensors;
    std::size_t weightsLeft; // numbers that the layers to come may still hold: several may use one tensor
};

class OnnxNode {
public:
    OnnxNode(const onnx::NodeProto& node, OnnxFile& file);

    [[noreturn]] void refuse(ErrorCode code, const std::string& reason) const;

    // Attributes; the fallback stands for one that is absent. integers() demands `count` of them.
    std::int64_t integer(const char* name, std::int64_t fallback);
    std::vector<std::int64_t> integers(const char* name, std::size_t count, std::int64_t fallback);
    float number(const char* name, float fallback);
    std::string text(const char* name, std::string_view fallback);
    // Refuses an attribute of any other value than `only`, the value it has when absent.
    void requireInteger(const char* name, std::int64_t only);
    void requireNumber(const char* name, float only);
    void requireString(const char* name, std::string_view only);
    // The note of the one who wrote the file, or empty.
    const std::string& note() const { return m_node.doc_string(); }
    bool has(const char* name) const { return m_attributes.count(name) > 0; }
    // kernel_shape (or `kernel` when the weights tell it), strides, pads, dilations and auto_pad.
    Window window(const OnnxDims& kernel);
    // Refuses attributes that nobody asked for: they may change what the node computes.
    void requireAllUnderstood() const;

    // Refuses more than `most` inputs.
    void requireInputs(int most) const;
    bool hasInput(int index) const;
    // Extents of the weights at an input: exactly `rank`, each >= 1, their product the count of numbers in the file and
    // within what is left, which shrinks by it. Nothing larger than the file can be asked for after this.
    OnnxDims weightDims(int index, std::size_t rank);
    // A lone number, whatever its rank.
    float number(int index) const;
    // Copies the numbers; `dims` must be the extents in the file, to.size() their product. Refuses NaN and infinity.
    void copyWeights(int index, const OnnxDims& dims, std::span<float> to) const;

private:
    const onnx::AttributeProto* find(const char* name, onnx::AttributeProto::AttributeType type);
    int windowNumber(const char* name, std::int64_t value, int least);
    const onnx::TensorProto& tensor(int index) const;

    const onnx::NodeProto& m_node;
    OnnxFile& m_file;
    std::map<std::string_view, const onnx::AttributeProto*> m_attributes;
    std::set<std::string_view> m_understood;
};

} // namespace cnn
