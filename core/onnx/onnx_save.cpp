#include "core/base/save_file.h"
#include "core/layers/catalog.h"
#include "core/onnx/onnx_file.h"
#include "core/onnx/onnx_text.h"
#include "core/onnx/onnx_writing.h"
#include "core/tensor/number_text.h"

#include <algorithm>
#include <list>

namespace cnn {
namespace {

constexpr const char* inputName = "image";
constexpr const char* outputName = "logits";

// A message of protobuf's as the pieces of its bytes, each either kept here or memory of the network's.
class Pieces {
public:
    void add(std::string bytes) {
        m_kept.push_back(std::move(bytes));
        add(std::string_view(m_kept.back()));
    }
    void add(std::string_view bytes) {
        m_pieces.push_back(bytes);
        m_size += bytes.size();
    }
    void add(Pieces&& other) {
        m_pieces.insert(m_pieces.end(), other.m_pieces.begin(), other.m_pieces.end());
        m_size += other.m_size;
        m_kept.splice(m_kept.end(), other.m_kept);
    }
    std::size_t size() const { return m_size; }
    std::span<const std::string_view> all() const { return m_pieces; }

private:
    std::list<std::string> m_kept; // views into it stay right while it grows, and when it is moved
    std::vector<std::string_view> m_pieces;
    std::size_t m_size = 0;
};

// How a field begins that is told by its length: https://protobuf.dev/programming-guides/encoding/.
std::string begun(int field, std::size_t length) {
    std::string bytes(1, static_cast<char>(field << 3 | 2)); // fields up to 15
    for (; length >= 0x80; length >>= 7) bytes += static_cast<char>(length | 0x80);
    return bytes + static_cast<char>(length);
}

class Writer {
public:
    explicit Writer(const Network& network)
        : m_network(network), m_graph(*m_model.mutable_graph()), m_writing(m_graph, {inputName, outputName}) {}

    // Views into the network, which must stay as it is.
    Pieces pieces() {
        requireSaveable();
        m_graph.set_name("network");
        writeInput();
        for (std::size_t i = 0; i < m_network.size(); ++i) writeLayer(i);
        writeOutput();
        writeModel();
        return modelPieces();
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
        if (m_network.classNames.size() == m_network.outputShape().perImage())
            remember("class_names", joinLines(m_network.classNames));
        if (const auto& range = m_network.displayRange)
            remember("display_range", shortest(range->low) + ' ' + shortest(range->high));
    }
    void remember(const char* key, const std::string& value) {
        auto& entry = *m_model.add_metadata_props();
        entry.set_key(key);
        entry.set_value(value);
    }

    // What SerializeAsString() gives of a model whose weights are in it: fields in the order of their numbers.
    Pieces modelPieces() {
        onnx::ModelProto after;
        after.mutable_opset_import()->Swap(m_model.mutable_opset_import());
        after.mutable_metadata_props()->Swap(m_model.mutable_metadata_props());
        Pieces graph = graphPieces(), all;
        m_model.clear_graph();
        all.add(m_model.SerializeAsString() + begun(onnx::ModelProto::kGraphFieldNumber, graph.size()));
        all.add(std::move(graph));
        all.add(after.SerializeAsString());
        return all;
    }

    Pieces graphPieces() {
        onnx::GraphProto weights, after;
        weights.mutable_initializer()->Swap(m_graph.mutable_initializer());
        after.mutable_input()->Swap(m_graph.mutable_input());
        after.mutable_output()->Swap(m_graph.mutable_output());
        Pieces all;
        all.add(m_graph.SerializeAsString());
        for (int i = 0; i < weights.initializer_size(); ++i) {
            const auto numbers = std::as_bytes(m_writing.apart(i));
            std::string head = weights.initializer(i).SerializeAsString();
            if (!numbers.empty()) head += begun(onnx::TensorProto::kRawDataFieldNumber, numbers.size());
            all.add(begun(onnx::GraphProto::kInitializerFieldNumber, head.size() + numbers.size()) + head);
            all.add(std::string_view(reinterpret_cast<const char*>(numbers.data()), numbers.size()));
        }
        all.add(after.SerializeAsString());
        return all;
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
    Writer writer(network);
    const Pieces pieces = writer.pieces();
    std::string bytes;
    bytes.reserve(pieces.size());
    for (const std::string_view piece : pieces.all()) bytes += piece;
    return bytes;
}

void saveOnnx(const Network& network, const std::filesystem::path& path) {
    Writer writer(network);
    const Pieces pieces = writer.pieces();
    saveFile(path, pieces.all());
}

} // namespace cnn
