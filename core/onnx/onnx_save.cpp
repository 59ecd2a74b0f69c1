#include "core/base/save_file.h"
#include "core/layers/dense.h"
#include "core/onnx/onnx_file.h"
#include "core/onnx/onnx_table.h"
#include "core/onnx/onnx_text.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr const char* inputName = "image";
constexpr const char* outputName = "logits";

// In ONNX no two values of a graph may share a name; layer names are free to clash with those of parameters.
class ValueNames {
public:
    std::string unused(std::string name) {
        while (!m_taken.insert(name).second) name += '_';
        return name;
    }

private:
    std::set<std::string> m_taken{inputName, outputName};
};

class Writer {
public:
    explicit Writer(const Network& network) : m_network(network), m_graph(*m_model.mutable_graph()) {}

    std::string bytes() {
        requireSaveable();
        m_graph.set_name("network");
        writeInput();
        for (std::size_t i = 0; i < m_network.size(); ++i) writeLayer(i);
        writeOutput();
        writeModel();
        return m_model.SerializeAsString();
    }

private:
    void requireSaveable() const {
        if (m_network.size() == 0) throw Error(ErrorCode::Usage, "A network without layers cannot be saved.");
        constexpr std::size_t roomForTheRest = std::size_t{4} * 1024 * 1024;
        if (m_network.parameterCount() > (largestOnnxFile - roomForTheRest) / sizeof(float))
            throw Error(ErrorCode::TooLarge, "A network of more than 256 MB cannot be saved.");
    }

    [[noreturn]] void refuse(std::size_t i, ErrorCode code, const std::string& reason) const {
        throw Error(code, "The network cannot be saved: layer \"" + m_network.name(i) + "\" " + reason + ".");
    }

    void writeModel() {
        m_model.set_ir_version(m_opset > 13 ? 9 : 7);
        m_model.set_producer_name("ConvScope");
        m_model.add_opset_import()->set_version(m_opset);
        if (m_network.classNames.size() != m_network.outputShape().perImage()) return;
        auto& names = *m_model.add_metadata_props();
        names.set_key("class_names");
        names.set_value(joinLines(m_network.classNames));
    }

    void writeInput() {
        const Shape& s = m_network.inputShape();
        describe(*m_graph.add_input(), inputName, {s.c, s.h, s.w});
        m_value = inputName;
    }

    void writeOutput() {
        const Shape& s = m_network.outputShape();
        const bool isFlat = m_rank == Rank::Flat;
        describe(*m_graph.add_output(), outputName, isFlat ? OnnxDims{s.c} : OnnxDims{s.c, s.h, s.w});
    }

    static void describe(onnx::ValueInfoProto& info, const char* name, const OnnxDims& perImage) {
        info.set_name(name);
        auto& type = *info.mutable_type()->mutable_tensor_type();
        type.set_elem_type(onnx::TensorProto::FLOAT);
        type.mutable_shape()->add_dim()->set_dim_param("batch");
        for (const std::int64_t d : perImage) type.mutable_shape()->add_dim()->set_dim_value(d);
    }

    void writeLayer(std::size_t i) {
        const Layer& layer = m_network.layer(i);
        const OnnxOperator* op = operatorForLayer(layer.info().kind);
        if (!op) refuse(i, ErrorCode::Usage, "is of a kind that ONNX files cannot hold yet");
        if (op->in() == Rank::Flat && m_rank == Rank::Image) writeFlattenBefore(m_network.name(i));
        if (op->in() == Rank::Image && m_rank == Rank::Flat)
            refuse(i, ErrorCode::Usage, "slides a window over flattened values, which ONNX does not know");
        const bool isLast = i + 1 == m_network.size();
        if (op->isScaled()) writeFactor(m_network.name(i) + ".in", op->scaleBefore(), false);
        const std::string name = m_network.name(i) + (op->isScaled() ? ".inner" : "");
        onnx::NodeProto& node = writeNode(name, op->name(), isLast && !op->isScaled());
        m_opset = std::max(m_opset, op->write(layer, node));
        for (const Parameter& p : layer.parameters()) {
            if (!p.value.allFinite()) refuse(i, ErrorCode::Diverged, "holds numbers that are not finite");
            const Tensor full = op->fullWeight && p.name == "weight" ? op->fullWeight(layer) : Tensor();
            node.add_input(writeNumbers(m_network.name(i) + "." + p.name, onnxDims(layer.info(), p),
                                        full.empty() ? p.value.values() : full.values()));
        }
        if (op->constants)
            for (const OnnxConstant& c : op->constants(layer)) node.add_input(writeConstant(m_network.name(i), c));
        if (op->isScaled()) writeFactor(m_network.name(i), op->scaleAfter(), isLast);
        if (op->out() != Rank::Any) m_rank = op->out();
    }

    void writeFactor(const std::string& name, float factor, bool isLast) {
        onnx::NodeProto& node = writeNode(name, "Mul", isLast);
        node.add_input(writeConstant(name, {"factor", {factor}}));
    }

    // Our dense layers also read (features, 1, 1) as a window leaves it; ONNX wants that said.
    void writeFlattenBefore(const std::string& layer) {
        const OnnxOperator& flatten = *operatorForLayer("flatten");
        flatten.write(Flatten(), writeNode(layer + ".flatten", flatten.name(), false));
        m_rank = Rank::Flat;
    }

    onnx::NodeProto& writeNode(const std::string& name, const char* op, bool isLast) {
        onnx::NodeProto& node = *m_graph.add_node();
        node.set_name(name);
        node.set_op_type(op);
        node.add_input(m_value);
        m_value = isLast ? outputName : m_names.unused(name);
        node.add_output(m_value);
        return node;
    }

    std::string writeConstant(const std::string& layer, const OnnxConstant& constant) {
        if (constant.name.empty()) return "";
        OnnxDims dims{static_cast<std::int64_t>(constant.values.size())};
        if (constant.isScalar) dims.clear();
        return writeNumbers(layer + "." + constant.name, dims, constant.values);
    }

    std::string writeNumbers(const std::string& name, const OnnxDims& dims, std::span<const float> values) {
        onnx::TensorProto& t = *m_graph.add_initializer();
        t.set_name(m_names.unused(name));
        t.set_data_type(onnx::TensorProto::FLOAT);
        for (const std::int64_t d : dims) t.add_dims(d);
        t.set_raw_data(values.data(), values.size_bytes());
        return t.name();
    }

    const Network& m_network;
    onnx::ModelProto m_model;
    onnx::GraphProto& m_graph;
    ValueNames m_names;
    std::string m_value; // the last one written
    Rank m_rank = Rank::Image;
    int m_opset = 13;
};

} // namespace

std::string toOnnx(const Network& network) {
    return Writer(network).bytes();
}

void saveOnnx(const Network& network, const std::filesystem::path& path) {
    saveFile(path, std::string_view(toOnnx(network)));
}

} // namespace cnn
