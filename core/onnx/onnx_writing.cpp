#include "core/onnx/onnx_writing.h"

#include "core/base/error.h"

namespace cnn {
namespace {

onnx::AttributeProto& attributeOf(onnx::NodeProto& node, const char* name, onnx::AttributeProto::AttributeType type) {
    onnx::AttributeProto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(type);
    return attribute;
}

} // namespace

int OnnxWriting::setting(const char* key, int missing) const {
    return static_cast<int>(task.info.setting(key, static_cast<float>(missing)));
}

void OnnxWriting::refuse(const Message& reason) {
    throw OnnxRefusal{ErrorCode::Usage, reason};
}

std::string OnnxWriting::unused(std::string name) {
    while (!m_taken.insert(name).second) name += '_';
    return name;
}

std::string OnnxWriting::nodeNamed(const std::string& name, const std::string& gives, const char* op,
                                   const std::vector<std::string>& inputs) {
    onnx::NodeProto& node = *m_graph.add_node();
    node.set_name(name);
    node.set_op_type(op);
    for (const std::string& input : inputs) node.add_input(input);
    node.add_output(gives);
    return gives;
}

std::string OnnxWriting::last(const char* op, const std::vector<std::string>& inputs) {
    return nodeNamed(task.name, task.result, op, inputs);
}

std::string OnnxWriting::before(const char* word, const char* op, const std::vector<std::string>& inputs) {
    const std::string name = task.name + "." + word;
    return nodeNamed(name, unused(name), op, inputs);
}

void OnnxWriting::add(const char* attribute, std::int64_t value) {
    attributeOf(node(), attribute, onnx::AttributeProto::INT).set_i(value);
}

void OnnxWriting::add(const char* attribute, float value) {
    attributeOf(node(), attribute, onnx::AttributeProto::FLOAT).set_f(value);
}

void OnnxWriting::add(const char* attribute, const char* value) {
    attributeOf(node(), attribute, onnx::AttributeProto::STRING).set_s(value);
}

void OnnxWriting::add(const char* attribute, const OnnxDims& values) {
    onnx::AttributeProto& list = attributeOf(node(), attribute, onnx::AttributeProto::INTS);
    for (const std::int64_t value : values) list.add_ints(value);
}

onnx::TensorProto& OnnxWriting::tensorNamed(const std::string& word, const OnnxDims& dims) {
    onnx::TensorProto& t = *m_graph.add_initializer();
    t.set_name(unused(task.name + "." + word));
    t.set_data_type(onnx::TensorProto::FLOAT);
    for (const std::int64_t d : dims) t.add_dims(d);
    return t;
}

std::string OnnxWriting::numbers(const std::string& word, const OnnxDims& dims, std::span<const float> values) {
    onnx::TensorProto& t = tensorNamed(word, dims);
    t.set_raw_data(values.data(), values.size_bytes());
    return t.name();
}

std::string OnnxWriting::integers(const std::string& word, const OnnxDims& values) {
    onnx::TensorProto& t = *m_graph.add_initializer();
    t.set_name(unused(task.name + "." + word));
    t.set_data_type(onnx::TensorProto::INT64);
    t.add_dims(static_cast<std::int64_t>(values.size()));
    t.set_raw_data(values.data(), values.size() * sizeof(std::int64_t));
    return t.name();
}

std::string OnnxWriting::parameter(std::size_t k, const OnnxDims& dims) {
    const Parameter& p = task.layer->parameters()[k];
    if (!p.value.allFinite()) throw OnnxRefusal{ErrorCode::Diverged, Message::tr("holds numbers that are not finite")};
    m_apart[m_graph.initializer_size()] = p.value.values();
    return tensorNamed(p.name, dims).name();
}

} // namespace cnn
