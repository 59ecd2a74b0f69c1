#include "core/base/save_file.h"
#include "core/layers/catalog.h"
#include "core/onnx/onnx_file.h"
#include "core/onnx/onnx_text.h"
#include "core/onnx/onnx_writing.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr const char* inputName = "image";
constexpr const char* outputName = "logits";

class Writer {
public:
    explicit Writer(const Network& network)
        : m_network(network), m_graph(*m_model.mutable_graph()), m_writing(m_graph, {inputName, outputName}) {}

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
        if (m_network.size() == 0)
            throw Error(ErrorCode::Usage, Message::tr("A network without layers cannot be saved."));
        constexpr std::size_t roomForTheRest = std::size_t{4} * 1024 * 1024;
        std::size_t numbers = 0;
        for (std::size_t i = 0; i < m_network.size(); ++i)
            for (const Parameter& p : m_network.layer(i).parameters()) numbers += p.value.size();
        if (numbers > (largestOnnxFile - roomForTheRest) / sizeof(float))
            throw Error(ErrorCode::TooLarge, Message::tr("A network of more than 2 GiB cannot be saved."));
    }

    [[noreturn]] void refuse(std::size_t i, ErrorCode code, const Message& reason) const {
        throw Error(code, Message::tr("The network cannot be saved: layer \"%1\" %2.", m_network.name(i), reason));
    }

    void writeModel() {
        m_model.set_ir_version(m_writing.opset() > 15 ? 9 : 7);
        m_model.set_producer_name("ConvScope");
        m_model.add_opset_import()->set_version(m_writing.opset());
        if (m_network.classNames.size() != m_network.outputShape().perImage()) return;
        auto& names = *m_model.add_metadata_props();
        names.set_key("class_names");
        names.set_value(joinLines(m_network.classNames));
    }

    void writeInput() {
        const Shape& s = m_network.inputShape();
        describe(*m_graph.add_input(), inputName, {s.c, s.h, s.w});
        m_values.push_back({inputName, false});
    }

    void writeOutput() {
        const Shape& s = m_network.outputShape();
        describe(*m_graph.add_output(), outputName, m_values.back().isFlat ? OnnxDims{s.c} : OnnxDims{s.c, s.h, s.w});
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
        const LayerKind& kind = factsOf(layer.info().kind);
        const OnnxWriter write = operatorForLayer(kind.kind);
        if (!write) refuse(i, ErrorCode::Usage, Message::tr("is of a kind that ONNX files cannot hold yet"));
        OnnxWriting::Task& task = m_writing.task;
        task = {&layer, layer.info(), m_network.name(i), {}, {}, {}, m_network.outputShape(i)};
        for (const std::size_t read : m_network.reads(i)) {
            task.in.push_back(m_network.valueShape(read));
            task.reads.push_back(m_values[read]);
        }
        bringIntoForm(kind);
        const bool isLast = i + 1 == m_network.size();
        task.result = isLast ? outputName : m_writing.unused(task.name);
        try {
            write(m_writing);
        } catch (const OnnxRefusal& r) {
            refuse(i, r.code, r.reason);
        }
        const bool isFlat = kind.rankOut == Rank::Any ? task.reads[0].isFlat : kind.rankOut == Rank::Flat;
        m_values.push_back({task.result, isFlat});
    }

    // Our layers tell (features, 1, 1) from (batch, features) nowhere; ONNX wants that said.
    void bringIntoForm(const LayerKind& kind) {
        OnnxWriting::Task& task = m_writing.task;
        const bool hasMaps = std::ranges::any_of(task.reads, [](const OnnxWritten& r) { return !r.isFlat; });
        const bool wantsMaps = kind.rankIn == Rank::Image || kind.rankOut == Rank::Image ||
                               (kind.rankIn == Rank::Any && hasMaps && task.reads.size() > 1) || needsPixels(kind);
        for (std::size_t k = 0; k < task.reads.size(); ++k) {
            OnnxWritten& read = task.reads[k];
            if (kind.rankIn == Rank::Flat && !read.isFlat) {
                read = {m_writing.before("flatten", "Flatten", {read.name}), true};
                m_writing.add("axis", std::int64_t{1});
            } else if (kind.rankIn != Rank::Flat && wantsMaps && read.isFlat) {
                const Shape& s = task.in[k];
                const std::string shape = m_writing.integers("map", {-1, s.c, s.h, s.w});
                read = {m_writing.before("map", "Reshape", {read.name, shape}), false};
            }
        }
    }

    // Where rows or columns come out of values in a row.
    bool needsPixels(const LayerKind& kind) const {
        const Shape& out = m_writing.task.out;
        return kind.rankOut == Rank::Any && (out.h > 1 || out.w > 1);
    }

    const Network& m_network;
    onnx::ModelProto m_model;
    onnx::GraphProto& m_graph;
    OnnxWriting m_writing;
    std::vector<OnnxWritten> m_values; // of the network, as they are written
};

} // namespace

std::string toOnnx(const Network& network) {
    return Writer(network).bytes();
}

void saveOnnx(const Network& network, const std::filesystem::path& path) {
    saveFile(path, std::string_view(toOnnx(network)));
}

} // namespace cnn
