// One node of a file nobody vouches for, read with every check that the operators share.
//
// Each problem is thrown as an Error in one sentence that names file, node and operator.
#pragma once

#include "core/base/error.h"
#include "core/kernels/window.h"
#include "core/onnx/onnx_constant.h"

#include <map>
#include <set>
#include <span>
#include <string_view>

namespace cnn {

class OnnxNode {
public:
    // `type`: what it computes, which may be more than its operator says.
    OnnxNode(const onnx::NodeProto& node, std::string type, const std::string& file);

    [[noreturn]] void refuse(ErrorCode code, const Message& reason) const;
    // What the node computes: its operator, or what several nodes together are.
    const std::string& type() const { return m_type; }
    const onnx::NodeProto& proto() const { return m_node; }

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
    // Any number of them; nothing when the attribute is absent.
    std::vector<std::int64_t> list(const char* name);
    std::vector<float> numbers(const char* name);
    const onnx::TensorProto* tensor(const char* name);
    // An attribute that says nothing we need.
    void ignore(const char* name) { m_understood.insert(name); }
    // kernel_shape (or `kernel` when the weights tell it), strides, pads and dilations; auto_pad for an input of these
    // rows and columns.
    Window window(const OnnxDims& kernel, std::span<const int> extents);
    int windowNumber(const char* name, std::int64_t value, int least);
    // Refuses attributes that nobody asked for: they may change what the node computes.
    void requireAllUnderstood() const;

private:
    const onnx::AttributeProto* find(const char* name, onnx::AttributeProto::AttributeType type);

    const onnx::NodeProto& m_node;
    std::string m_type;
    const std::string& m_file;
    std::map<std::string_view, const onnx::AttributeProto*> m_attributes;
    std::set<std::string_view> m_understood;
};

} // namespace cnn
