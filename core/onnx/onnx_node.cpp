#include "core/onnx/onnx_node.h"

#include "core/onnx/onnx_text.h"

#include <algorithm>

namespace cnn {
namespace {

// Beyond any window a network slides; keeps all arithmetic on windows far from the limits of int.
constexpr int largestWindowNumber = 1024;

} // namespace

OnnxNode::OnnxNode(const onnx::NodeProto& node, std::string type, const std::string& file)
    : m_node(node), m_type(std::move(type)), m_file(file) {
    for (const auto& attribute : node.attribute())
        if (!m_attributes.emplace(attribute.name(), &attribute).second)
            refuse(ErrorCode::BadFormat, Message::tr("has the attribute %1 twice", inQuotes(attribute.name())));
}

void OnnxNode::refuse(ErrorCode code, const Message& reason) const {
    const std::string& name = m_node.name().empty() && m_node.output_size() > 0 ? m_node.output(0) : m_node.name();
    throw Error(code, Message::tr("%1 cannot be used: node %2 (%3) %4.", m_file, inQuotes(name),
                                  inQuotes(m_node.op_type()), reason));
}

const onnx::AttributeProto* OnnxNode::find(const char* name, onnx::AttributeProto::AttributeType type) {
    m_understood.insert(name);
    const auto found = m_attributes.find(name);
    if (found == m_attributes.end()) return nullptr;
    if (found->second->type() != type)
        refuse(ErrorCode::BadFormat, Message::tr("has an attribute \"%1\" of the wrong type", std::string(name)));
    return found->second;
}

std::int64_t OnnxNode::integer(const char* name, std::int64_t fallback) {
    const auto* attribute = find(name, onnx::AttributeProto::INT);
    return attribute ? attribute->i() : fallback;
}

float OnnxNode::number(const char* name, float fallback) {
    const auto* attribute = find(name, onnx::AttributeProto::FLOAT);
    return attribute ? attribute->f() : fallback;
}

std::string OnnxNode::text(const char* name, std::string_view fallback) {
    const auto* attribute = find(name, onnx::AttributeProto::STRING);
    return attribute ? attribute->s() : std::string(fallback);
}

std::vector<std::int64_t> OnnxNode::integers(const char* name, std::size_t count, std::int64_t fallback) {
    const auto* attribute = find(name, onnx::AttributeProto::INTS);
    if (!attribute) return std::vector<std::int64_t>(count, fallback);
    if (static_cast<std::size_t>(attribute->ints_size()) != count)
        refuse(ErrorCode::BadFormat,
               Message::tr("has %1 values in \"%2\" where %3 belong (only windows over rows and columns are supported)",
                           attribute->ints_size(), std::string(name), count));
    return {attribute->ints().begin(), attribute->ints().end()};
}

void OnnxNode::requireInteger(const char* name, std::int64_t only) {
    if (const std::int64_t value = integer(name, only); value != only)
        refuse(ErrorCode::BadFormat, Message::tr("uses %1 = %2; only %3 is supported", std::string(name), value, only));
}

void OnnxNode::requireNumber(const char* name, float only) {
    if (const float value = number(name, only); value != only)
        refuse(ErrorCode::BadFormat, Message::tr("uses %1 = %2; only %3 is supported", std::string(name),
                                                 std::to_string(value), std::to_string(only)));
}

void OnnxNode::requireString(const char* name, std::string_view only) {
    if (const std::string value = text(name, only); value != only)
        refuse(ErrorCode::BadFormat,
               Message::tr("uses %1 = %2; only %3 is supported", std::string(name), inQuotes(value), inQuotes(only)));
}

int OnnxNode::windowNumber(const char* name, std::int64_t value, int least) {
    if (value < least || value > largestWindowNumber)
        refuse(ErrorCode::BadFormat, Message::tr("has %1 in \"%2\"; it must be %3 to %4", value, std::string(name),
                                                 least, largestWindowNumber));
    return static_cast<int>(value);
}

std::vector<std::int64_t> OnnxNode::list(const char* name) {
    const auto* attribute = find(name, onnx::AttributeProto::INTS);
    if (!attribute) return {};
    return {attribute->ints().begin(), attribute->ints().end()};
}

std::vector<float> OnnxNode::numbers(const char* name) {
    const auto* attribute = find(name, onnx::AttributeProto::FLOATS);
    if (!attribute) return {};
    return {attribute->floats().begin(), attribute->floats().end()};
}

const onnx::TensorProto* OnnxNode::tensor(const char* name) {
    const auto* attribute = find(name, onnx::AttributeProto::TENSOR);
    return attribute ? &attribute->t() : nullptr;
}

namespace {

// As many places as the input has cells for each step; what is uneven lies behind (SAME_UPPER) or before.
void padAsInput(Axis& axis, int extent, bool moreBehind) {
    const int outputs = (extent + axis.stride - 1) / axis.stride;
    const int all = std::max(0, (outputs - 1) * axis.stride + axis.extent() - extent);
    axis.padBefore = moreBehind ? all / 2 : all - all / 2;
    axis.padAfter = all - axis.padBefore;
}

} // namespace

Window OnnxNode::window(const OnnxDims& kernel, std::span<const int> extents) {
    const bool kernelIsKnown = !kernel.empty();
    if (!kernelIsKnown && !has("kernel_shape")) refuse(ErrorCode::BadFormat, Message::tr("has no kernel_shape"));
    const auto shape = has("kernel_shape") ? integers("kernel_shape", 2, 1) : kernel;
    if (kernelIsKnown && shape != kernel)
        refuse(ErrorCode::Mismatch,
               Message::tr("has the kernel_shape %1 but weights for %2", cnn::text(shape), cnn::text(kernel)));
    const auto strides = integers("strides", 2, 1);
    const auto dilations = integers("dilations", 2, 1);
    const std::string automatic = text("auto_pad", "NOTSET");
    const bool isSame = automatic == "SAME_UPPER" || automatic == "SAME_LOWER";
    if (!isSame && automatic != "NOTSET" && automatic != "VALID" && !automatic.empty())
        refuse(ErrorCode::BadFormat,
               Message::tr("uses auto_pad = %1; NOTSET, VALID, SAME_UPPER and SAME_LOWER are supported",
                           inQuotes(automatic)));
    // Begin of rows, begin of columns, end of rows, end of columns.
    auto pads = integers("pads", 4, 0);
    if (isSame || automatic == "VALID") pads.assign(4, 0);
    const auto axis = [&](std::size_t i) {
        Axis a{windowNumber("kernel_shape", shape[i], 1), windowNumber("strides", strides[i], 1),
               windowNumber("pads", pads[i], 0), windowNumber("pads", pads[i + 2], 0),
               windowNumber("dilations", dilations[i], 1)};
        if (isSame) padAsInput(a, extents[i], automatic == "SAME_UPPER");
        return a;
    };
    return {axis(0), axis(1)};
}

void OnnxNode::requireAllUnderstood() const {
    for (const auto& [name, attribute] : m_attributes)
        if (m_understood.count(name) == 0)
            refuse(ErrorCode::BadFormat, Message::tr("has the attribute %1, which is not supported", inQuotes(name)));
}

} // namespace cnn
