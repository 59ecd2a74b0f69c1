#include "core/onnx/onnx_node.h"

#include "core/onnx/onnx_text.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <span>

namespace cnn {
namespace {

// The file keeps weights as little-endian float32, and so do we in memory.
static_assert(std::endian::native == std::endian::little && sizeof(float) == 4);

// Beyond any window a network slides; keeps all arithmetic on windows far from the limits of int.
constexpr int largestWindowNumber = 1024;

std::string list(const OnnxDims& dims) {
    std::string text;
    for (const std::int64_t d : dims) text += (text.empty() ? "" : ", ") + std::to_string(d);
    return "(" + text + ")";
}

std::size_t storedCount(const onnx::TensorProto& t) {
    return t.has_raw_data() ? t.raw_data().size() / sizeof(float) : static_cast<std::size_t>(t.float_data_size());
}

} // namespace

OnnxNode::OnnxNode(const onnx::NodeProto& node, OnnxFile& file) : m_node(node), m_file(file) {
    for (const auto& attribute : node.attribute())
        if (!m_attributes.emplace(attribute.name(), &attribute).second)
            refuse(ErrorCode::BadFormat, "has the attribute " + inQuotes(attribute.name()) + " twice");
}

void OnnxNode::refuse(ErrorCode code, const std::string& reason) const {
    const std::string& name = m_node.name().empty() && m_node.output_size() > 0 ? m_node.output(0) : m_node.name();
    throw Error(code, m_file.name + " cannot be used: node " + inQuotes(name) + " (" + inQuotes(m_node.op_type()) +
                          ") " + reason + ".");
}

const onnx::AttributeProto* OnnxNode::find(const char* name, onnx::AttributeProto::AttributeType type) {
    m_understood.insert(name);
    const auto found = m_attributes.find(name);
    if (found == m_attributes.end()) return nullptr;
    if (found->second->type() != type)
        refuse(ErrorCode::BadFormat, "has an attribute \"" + std::string(name) + "\" of the wrong type");
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
        refuse(ErrorCode::BadFormat, "has " + std::to_string(attribute->ints_size()) + " values in \"" + name +
                                         "\" where " + std::to_string(count) +
                                         " belong (only windows over rows and columns are supported)");
    return {attribute->ints().begin(), attribute->ints().end()};
}

void OnnxNode::requireInteger(const char* name, std::int64_t only) {
    if (const std::int64_t value = integer(name, only); value != only)
        refuse(ErrorCode::BadFormat, "uses " + std::string(name) + " = " + std::to_string(value) + "; only " +
                                         std::to_string(only) + " is supported");
}

void OnnxNode::requireNumber(const char* name, float only) {
    if (const float value = number(name, only); value != only)
        refuse(ErrorCode::BadFormat, "uses " + std::string(name) + " = " + std::to_string(value) + "; only " +
                                         std::to_string(only) + " is supported");
}

void OnnxNode::requireString(const char* name, std::string_view only) {
    if (const std::string value = text(name, only); value != only)
        refuse(ErrorCode::BadFormat,
               "uses " + std::string(name) + " = " + inQuotes(value) + "; only " + inQuotes(only) + " is supported");
}

int OnnxNode::windowNumber(const char* name, std::int64_t value, int least) {
    if (value < least || value > largestWindowNumber)
        refuse(ErrorCode::BadFormat, "has " + std::to_string(value) + " in \"" + name + "\"; it must be " +
                                         std::to_string(least) + " to " + std::to_string(largestWindowNumber));
    return static_cast<int>(value);
}

Window OnnxNode::window(const OnnxDims& kernel) {
    requireString("auto_pad", "NOTSET");
    const bool kernelIsKnown = !kernel.empty();
    if (!kernelIsKnown && !has("kernel_shape")) refuse(ErrorCode::BadFormat, "has no kernel_shape");
    const auto shape = has("kernel_shape") ? integers("kernel_shape", 2, 1) : kernel;
    if (kernelIsKnown && shape != kernel)
        refuse(ErrorCode::Mismatch, "has the kernel_shape " + list(shape) + " but weights for " + list(kernel));
    const auto strides = integers("strides", 2, 1);
    const auto pads = integers("pads", 4, 0); // begin of rows, begin of columns, end of rows, end of columns
    const auto dilations = integers("dilations", 2, 1);
    const auto axis = [&](std::size_t i) {
        return Axis{windowNumber("kernel_shape", shape[i], 1), windowNumber("strides", strides[i], 1),
                    windowNumber("pads", pads[i], 0), windowNumber("pads", pads[i + 2], 0),
                    windowNumber("dilations", dilations[i], 1)};
    };
    return {axis(0), axis(1)};
}

void OnnxNode::requireAllUnderstood() const {
    for (const auto& [name, attribute] : m_attributes)
        if (m_understood.count(name) == 0)
            refuse(ErrorCode::BadFormat, "has the attribute " + inQuotes(name) + ", which is not supported");
}

void OnnxNode::requireInputs(int most) const {
    if (m_node.input_size() > most)
        refuse(ErrorCode::BadFormat, "has " + std::to_string(m_node.input_size()) + " inputs where at most " +
                                         std::to_string(most) + " belong");
}

bool OnnxNode::hasInput(int index) const {
    return index < m_node.input_size() && !m_node.input(index).empty();
}

const onnx::TensorProto& OnnxNode::tensor(int index) const {
    if (!hasInput(index)) refuse(ErrorCode::BadFormat, "has no weights");
    const std::string& name = m_node.input(index);
    const auto found = m_file.tensors.find(name);
    if (found == m_file.tensors.end())
        refuse(ErrorCode::BadFormat, "needs the weights " + inQuotes(name) + ", which the file does not hold");
    const onnx::TensorProto& t = *found->second;
    if (t.data_location() == onnx::TensorProto::EXTERNAL || t.external_data_size() > 0)
        refuse(ErrorCode::BadFormat,
               "keeps its weights in another file; export the model again with the weights inside "
               "it (PyTorch: torch.onnx.export(..., external_data=False))");
    if (t.data_type() != onnx::TensorProto::FLOAT)
        refuse(ErrorCode::BadFormat, "has weights " + inQuotes(name) + " that are not 32-bit floating-point numbers");
    const bool isTorn = t.has_segment() || t.raw_data().size() % sizeof(float) != 0;
    if (isTorn || (t.has_raw_data() && t.float_data_size() > 0))
        refuse(ErrorCode::BadFormat, "has damaged weights " + inQuotes(name));
    return t;
}

OnnxDims OnnxNode::weightDims(int index, std::size_t rank) {
    const onnx::TensorProto& t = tensor(index);
    const std::string what = "has weights " + inQuotes(t.name()) + " ";
    if (static_cast<std::size_t>(t.dims_size()) != rank)
        refuse(ErrorCode::Mismatch, what + "with " + std::to_string(t.dims_size()) + " dimensions where " +
                                        std::to_string(rank) + " belong");
    OnnxDims dims(t.dims().begin(), t.dims().end());
    const std::size_t stored = storedCount(t);
    std::size_t count = 1; // stays at most `stored`, so the product cannot overflow
    for (const std::int64_t d : dims) {
        if (d < 1 || static_cast<std::size_t>(d) > stored / count)
            refuse(ErrorCode::Mismatch,
                   what + "of shape " + list(dims) + " but " + std::to_string(stored) + " numbers");
        count *= static_cast<std::size_t>(d);
    }
    if (count != stored)
        refuse(ErrorCode::Mismatch, what + "of shape " + list(dims) + " but " + std::to_string(stored) + " numbers");
    if (count > m_file.weightsLeft) refuse(ErrorCode::TooLarge, "brings the network beyond 256 MB of weights");
    m_file.weightsLeft -= count;
    return dims;
}

float OnnxNode::number(int index) const {
    const onnx::TensorProto& t = tensor(index);
    const bool isOne = std::all_of(t.dims().begin(), t.dims().end(), [](std::int64_t d) { return d == 1; });
    if (!isOne || storedCount(t) != 1) refuse(ErrorCode::BadFormat, "has more than one number where one belongs");
    float value = 0;
    copyWeights(index, OnnxDims(t.dims().begin(), t.dims().end()), {&value, 1});
    return value;
}

void OnnxNode::copyWeights(int index, const OnnxDims& dims, std::span<float> to) const {
    const onnx::TensorProto& t = tensor(index);
    const OnnxDims stored(t.dims().begin(), t.dims().end());
    if (stored != dims || storedCount(t) != to.size())
        refuse(ErrorCode::Mismatch,
               "has weights " + inQuotes(t.name()) + " of shape " + list(stored) + " where " + list(dims) + " belongs");
    const void* from = t.has_raw_data() ? static_cast<const void*>(t.raw_data().data()) : t.float_data().data();
    std::memcpy(to.data(), from, to.size_bytes());
    for (const float value : to)
        if (!std::isfinite(value)) refuse(ErrorCode::BadFormat, "has weights that are not finite numbers");
}

} // namespace cnn
