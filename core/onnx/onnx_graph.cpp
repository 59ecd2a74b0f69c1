#include "core/onnx/onnx_graph.h"

#include "core/onnx/onnx_text.h"

#include <algorithm>
#include <charconv>

namespace cnn {
namespace {

std::uint64_t wholeNumber(const std::string& digits, const char* key) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size())
        refuseOnnx(ErrorCode::BadFormat,
                   Message::tr("keeps its weights in another file with the %1 %2, which is no count of bytes",
                               std::string(key), inQuotes(digits)));
    return number;
}

constexpr std::uint64_t mostBytesBeside = std::uint64_t{4} << 30;

} // namespace

std::optional<OnnxPlace> OnnxBeside::place(const onnx::TensorProto& tensor) {
    if (tensor.data_location() != onnx::TensorProto::EXTERNAL && tensor.external_data_size() == 0) return {};
    if (m_model.empty())
        refuseOnnx(ErrorCode::BadFormat,
                   Message::tr("keeps its weights in another file; open the model from its folder, or export it again "
                               "with the weights inside it (PyTorch: torch.onnx.export(..., external_data=False))"));
    std::string location;
    OnnxPlace place;
    std::optional<std::uint64_t> length;
    for (const auto& entry : tensor.external_data()) {
        if (entry.key() == "location") location = entry.value();
        if (entry.key() == "offset") place.offset = wholeNumber(entry.value(), "offset");
        if (entry.key() == "length") length = wholeNumber(entry.value(), "length");
    }
    OnnxSourcePtr& source = m_files[location];
    if (!source) source = onnxBeside(m_model, location);
    if (source->size() > mostBytesBeside)
        refuseOnnx(ErrorCode::TooLarge,
                   Message::tr("keeps its weights in the file %1, which is larger than 4 GB", inQuotes(location)));
    place.source = source;
    place.size = length.value_or(place.offset <= source->size() ? source->size() - place.offset : 0);
    if (place.offset > source->size() || place.size > source->size() - place.offset)
        refuseOnnx(
            ErrorCode::BadFormat,
            Message::tr(
                "looks for its weights in the file %1 behind its end; the file is damaged or belongs to another model",
                inQuotes(location)));
    return place;
}

OnnxGraph::OnnxGraph(const onnx::ModelProto& model, const std::vector<std::optional<OnnxPlace>>& places,
                     OnnxBeside& beside, const std::string& file)
    : m_model(model), m_beside(beside), m_file(file) {
    listTensors(places);
    for (const onnx::ValueInfoProto& input : model.graph().input()) {
        if (isConstant(input.name())) continue;
        declare(input.name());
        m_inputs.push_back(&input);
    }
    listNodes();
}

void OnnxGraph::refuse(ErrorCode code, const Message& reason) const {
    throw Error(code, Message::tr("%1 cannot be used: %2.", m_file, reason));
}

void OnnxGraph::refuse(const OnnxOp& op, const Message& reason) const {
    const std::string& name = op.proto->name().empty() && !op.out.empty() ? op.out[0] : op.proto->name();
    refuse(ErrorCode::BadFormat, Message::tr("node %1 (%2) %3", inQuotes(name), inQuotes(op.proto->op_type()), reason));
}

void OnnxGraph::declare(const std::string& value) {
    if (value.empty()) refuse(ErrorCode::BadFormat, Message::tr("a value in it has no name"));
    if (!m_values.insert(value).second)
        refuse(ErrorCode::BadFormat, Message::tr("two values in it have the name %1", inQuotes(value)));
}

void OnnxGraph::listTensors(const std::vector<std::optional<OnnxPlace>>& places) {
    const auto& tensors = m_model.graph().initializer();
    for (int i = 0; i < tensors.size(); ++i) {
        declare(tensors[i].name());
        const auto at = static_cast<std::size_t>(i);
        m_tensors.emplace(tensors[i].name(), Stored{&tensors[i], at < places.size() ? &places[at] : nullptr});
    }
}

void OnnxGraph::listNodes() {
    for (const onnx::NodeProto& node : m_model.graph().node()) {
        if (isStandard(node.domain()) && node.op_type() == "Constant" && addConstant(node)) continue;
        OnnxOp op{&node,
                  node.op_type(),
                  {node.input().begin(), node.input().end()},
                  {node.output().begin(), node.output().end()}};
        for (const std::string& value : op.out) {
            if (value.empty()) continue;
            declare(value);
            m_givers.emplace(value, m_ops.size());
        }
        m_ops.push_back(std::move(op));
    }
}

// Exporters write small tensors and numbers as nodes; for us they are like any other.
bool OnnxGraph::addConstant(const onnx::NodeProto& node) {
    const auto refuseIt = [&] {
        refuse({&node, node.op_type(), {}, {node.output().begin(), node.output().end()}},
               Message::tr("holds no tensor"));
    };
    if (node.attribute_size() != 1 || node.output_size() != 1) refuseIt();
    const onnx::AttributeProto& value = node.attribute(0);
    const onnx::TensorProto* tensor = &value.t();
    if (!value.has_t()) {
        onnx::TensorProto& made = *m_made.emplace_back(std::make_unique<onnx::TensorProto>());
        const bool isWhole = value.type() == onnx::AttributeProto::INT || value.type() == onnx::AttributeProto::INTS;
        made.set_data_type(isWhole ? onnx::TensorProto::INT64 : onnx::TensorProto::FLOAT);
        *made.mutable_int64_data() = value.ints();
        *made.mutable_float_data() = value.floats();
        if (value.type() == onnx::AttributeProto::INT) made.add_int64_data(value.i());
        if (value.type() == onnx::AttributeProto::FLOAT) made.add_float_data(value.f());
        if (value.type() == onnx::AttributeProto::INTS) made.add_dims(value.ints_size());
        if (value.type() == onnx::AttributeProto::FLOATS) made.add_dims(value.floats_size());
        if (made.int64_data_size() + made.float_data_size() == 0) refuseIt();
        tensor = &made;
    }
    declare(node.output(0));
    m_tensors.emplace(node.output(0), Stored{tensor, nullptr});
    return true;
}

OnnxConstant OnnxGraph::constant(const std::string& value) const {
    const Stored& stored = m_tensors.find(value)->second;
    if (const auto beside = m_beside.place(*stored.tensor)) return OnnxConstant::of(*stored.tensor, beside);
    return OnnxConstant::of(*stored.tensor, stored.place ? *stored.place : std::nullopt);
}

std::size_t OnnxGraph::storedNumbers() const {
    std::size_t all = 0;
    for (const auto& [name, stored] : m_tensors) {
        const auto count = countOf({stored.tensor->dims().begin(), stored.tensor->dims().end()});
        all += static_cast<std::size_t>(count.value_or(0));
    }
    return all;
}

bool OnnxGraph::isNumber(const std::string& value) const {
    const auto found = m_tensors.find(value);
    return found != m_tensors.end() &&
           std::ranges::all_of(found->second.tensor->dims(), [](std::int64_t d) { return d == 1; });
}

int OnnxGraph::readers(const std::string& value) const {
    const auto found = m_readers.find(value);
    return found == m_readers.end() ? 0 : found->second;
}

void OnnxGraph::markNeeded(const std::string& output) {
    m_readers[output] = 1;
    for (std::size_t i = m_ops.size(); i-- > 0;) {
        OnnxOp& op = m_ops[i];
        op.isNeeded = std::ranges::any_of(op.out, [&](const std::string& v) { return readers(v) > 0; });
        if (!op.isNeeded) continue;
        for (const std::string& value : op.in) {
            if (value.empty()) continue;
            if (m_values.count(value) == 0)
                refuse(op, Message::tr("needs the value %1, which the file does not hold", inQuotes(value)));
            const auto giver = m_givers.find(value);
            if (giver != m_givers.end() && giver->second >= i)
                refuse(
                    op,
                    Message::tr(
                        "reads %1, which no node before it gives: the graph goes round in a circle or is out of order",
                        inQuotes(value)));
            ++m_readers[value];
        }
    }
}

int OnnxGraph::require(const std::string& output) {
    markNeeded(output);
    const auto dead = std::ranges::count_if(m_ops, [](const OnnxOp& op) { return !op.isNeeded; });
    findPatterns(*this, m_ops, m_givers);
    return static_cast<int>(dead);
}

} // namespace cnn
