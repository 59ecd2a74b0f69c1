#include "core/base/save_file.h"
#include "core/onnx/onnx_file.h"
#include "core/onnx/onnx_scan.h"
#include "core/onnx/onnx_table.h"
#include "core/onnx/onnx_text.h"

#include <google/protobuf/io/coded_stream.h>

#include <algorithm>

namespace cnn {
namespace {

constexpr int deepestMessage = 64;
constexpr std::int64_t largestExtent = 65536;
// For one image: all feature maps together, and what a convolution gathers for one output row (512 MB each), and the
// multiplications (VGG-19 needs 2e10, so this is many seconds).
constexpr std::size_t mostValues = std::size_t{128} * 1024 * 1024;
constexpr double mostMultiplications = 1e12;

class Reader {
public:
    explicit Reader(const std::string& name) : m_file{name, {}, largestOnnxFile / sizeof(float)} {}

    Network network(std::string_view bytes) {
        scanOnnx(bytes, m_file.name);
        parse(bytes);
        requireVersions();
        requirePlainModel();
        listTensors();
        Network network(readInput());
        for (const onnx::NodeProto& node : m_model.graph().node())
            isConstant(node) ? addConstant(node) : addNode(network, node);
        if (m_before) refuseFactor(*m_before);
        requireOutput(network);
        readClassNames(network);
        return network;
    }

private:
    [[noreturn]] void refuse(ErrorCode code, const std::string& reason) const {
        throw Error(code, m_file.name + " cannot be used: " + reason + ".");
    }

    void parse(std::string_view bytes) {
        using google::protobuf::io::CodedInputStream;
        CodedInputStream in(reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size()));
        in.SetTotalBytesLimit(static_cast<int>(largestOnnxFile));
        in.SetRecursionLimit(deepestMessage);
        if (!m_model.ParseFromCodedStream(&in) || !in.ConsumedEntireMessage() || !m_model.has_graph())
            throw Error(ErrorCode::BadFormat, m_file.name + " is not an ONNX file, or it is damaged.");
    }

    void requireVersions() const {
        if (m_model.ir_version() < 3 || m_model.ir_version() > 10)
            refuse(ErrorCode::BadFormat,
                   "it has the IR version " + std::to_string(m_model.ir_version()) + "; 3 to 10 are understood");
        std::vector<std::int64_t> opsets;
        for (const auto& import : m_model.opset_import())
            if (isStandard(import.domain())) opsets.push_back(import.version());
        if (opsets.size() != 1) refuse(ErrorCode::BadFormat, "it does not say which opset it was written for");
        if (opsets[0] < 7 || opsets[0] > 21)
            refuse(ErrorCode::BadFormat, "it was written for opset " + std::to_string(opsets[0]) +
                                             "; 7 to 21 are understood (export it again for opset 13)");
    }

    static bool isStandard(const std::string& domain) { return domain.empty() || domain == "ai.onnx"; }

    void requirePlainModel() const {
        const onnx::GraphProto& graph = m_model.graph();
        if (m_model.functions_size() > 0) refuse(ErrorCode::BadFormat, "it defines operators of its own");
        if (graph.sparse_initializer_size() > 0) refuse(ErrorCode::BadFormat, "it holds sparse weights");
        if (graph.node_size() == 0) refuse(ErrorCode::BadFormat, "it holds no layers");
        if (graph.output_size() != 1)
            refuse(ErrorCode::BadFormat,
                   "it has " + std::to_string(graph.output_size()) + " outputs; one is supported");
    }

    void listTensors() {
        for (const onnx::TensorProto& t : m_model.graph().initializer()) {
            declare(t.name());
            m_file.tensors.emplace(t.name(), &t);
        }
    }

    void declare(const std::string& value) {
        if (value.empty()) refuse(ErrorCode::BadFormat, "a value in it has no name");
        if (!m_values.insert(value).second)
            refuse(ErrorCode::BadFormat, "two values in it have the name " + inQuotes(value));
    }

    static bool isConstant(const onnx::NodeProto& node) {
        return isStandard(node.domain()) && node.op_type() == "Constant";
    }

    // PyTorch writes small tensors (the factors of an upsampling) as nodes; for us they are like any other.
    void addConstant(const onnx::NodeProto& proto) {
        const OnnxNode node(proto, m_file);
        if (proto.attribute_size() != 1 || !proto.attribute(0).has_t() || proto.output_size() != 1)
            node.refuse(ErrorCode::BadFormat, "holds no tensor");
        declare(proto.output(0));
        m_file.tensors.emplace(proto.output(0), &proto.attribute(0).t());
    }

    // The one input that is no weight (before IR version 4 all weights are inputs too).
    Shape readInput() {
        const onnx::ValueInfoProto* input = nullptr;
        for (const onnx::ValueInfoProto& i : m_model.graph().input()) {
            if (m_file.tensors.count(i.name()) > 0) continue;
            if (input) refuse(ErrorCode::BadFormat, "it has several inputs; one is supported");
            input = &i;
        }
        if (!input) refuse(ErrorCode::BadFormat, "it has no input");
        declare(input->name());
        m_value = input->name();
        return inputShape(input->type().tensor_type());
    }

    Shape inputShape(const onnx::TypeProto::Tensor& type) {
        if (type.elem_type() != onnx::TensorProto::FLOAT)
            refuse(ErrorCode::BadFormat, "its input is no tensor of 32-bit floating-point numbers");
        const auto& dims = type.shape().dim();
        if (dims.size() != 2 && dims.size() != 4)
            refuse(ErrorCode::BadFormat,
                   "its input has " + std::to_string(dims.size()) +
                       " axes; (batch, channels, rows, columns) or (batch, features) are supported");
        if (dims[0].has_dim_value() && dims[0].dim_value() < 1) refuse(ErrorCode::BadFormat, "its batch is empty");
        m_rank = dims.size();
        int extents[] = {1, 1, 1};
        for (int i = 1; i < dims.size(); ++i) extents[i - 1] = inputExtent(dims[i]);
        const Shape shape{extents[0], extents[1], extents[2], 1};
        countValues(shape.perImage());
        return shape;
    }

    int inputExtent(const onnx::TensorShapeProto::Dimension& dim) const {
        if (!dim.has_dim_value()) refuse(ErrorCode::BadFormat, "the size of its input is not fixed");
        if (dim.dim_value() < 1 || dim.dim_value() > largestExtent)
            refuse(ErrorCode::TooLarge, "the size of its input is " + std::to_string(dim.dim_value()) + "; 1 to " +
                                            std::to_string(largestExtent) + " is supported");
        return static_cast<int>(dim.dim_value());
    }

    // Most layers are one node. Some stand between two multiplications: those nodes wait for each other.
    void addNode(Network& network, const onnx::NodeProto& proto) {
        const bool multiplies = isStandard(proto.domain()) && proto.op_type() == "Mul";
        if (multiplies && !m_before) {
            m_before = &proto;
            m_factorBefore = factor(proto);
        } else if (multiplies && m_between) {
            addScaled(network, proto);
        } else if (m_before) {
            if (m_between || !isStandard(proto.domain()) || !standsBetweenFactors(proto.op_type()))
                refuseFactor(*m_before);
            m_between = &proto;
            requireInChain(OnnxNode(proto, m_file), proto, Rank::Any);
        } else {
            const OnnxOperator* op = isStandard(proto.domain()) ? operatorNamed(proto.op_type()) : nullptr;
            if (!op)
                OnnxNode(proto, m_file)
                    .refuse(ErrorCode::BadFormat, "is an operator that is not supported; " + knownOperators() + " are");
            requireInChain(OnnxNode(proto, m_file), proto, op->in());
            addLayer(network, proto, proto, *op);
        }
    }

    float factor(const onnx::NodeProto& proto) {
        const OnnxNode node(proto, m_file);
        node.requireInputs(2);
        requireInChain(node, proto, Rank::Any);
        node.requireAllUnderstood();
        return node.number(1);
    }

    void addScaled(Network& network, const onnx::NodeProto& after) {
        const float factorAfter = factor(after);
        const OnnxOperator* op = scaledOperator(m_between->op_type(), m_factorBefore, factorAfter);
        if (!op) refuseFactor(*m_before);
        addLayer(network, *m_between, after, *op);
        m_before = m_between = nullptr;
    }

    [[noreturn]] void refuseFactor(const onnx::NodeProto& proto) {
        OnnxNode(proto, m_file)
            .refuse(ErrorCode::BadFormat, "is understood only in 1.7159 tanh(2/3 x), as \"Mul\", \"Tanh\", \"Mul\"");
    }

    // `last`: of the nodes that make the layer, the one it is named after.
    void addLayer(Network& network, const onnx::NodeProto& proto, const onnx::NodeProto& last, const OnnxOperator& op) {
        OnnxNode node(proto, m_file);
        auto layer = op.read(node, m_rank, *op.kind);
        node.requireAllUnderstood();
        const auto shape = layer->outputShape(network.outputShape());
        if (!shape)
            node.refuse(ErrorCode::Mismatch, "does not fit what comes before it. " + sentenceStart(shape.error()));
        requireAffordable(node, *layer, network.outputShape(), *shape);
        if (op.out() != Rank::Any) m_rank = op.out() == Rank::Flat ? 2 : 4;
        network.add(freeName(network, last, op.kind->kind), std::move(layer));
    }

    // The error's sentence without its full stop, which follows again.
    static std::string sentenceStart(const Error& error) {
        std::string sentence = error.what();
        if (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
        return sentence;
    }

    // The layers must follow each other: each reads exactly what the one before it gave.
    void requireInChain(const OnnxNode& node, const onnx::NodeProto& proto, Rank reads) {
        if (proto.input_size() == 0 || proto.input(0) != m_value)
            node.refuse(ErrorCode::BadFormat, "does not read the output of the node before it (" + inQuotes(m_value) +
                                                  "); only layers in a row are supported, no branches");
        for (int i = 1; i < proto.output_size(); ++i)
            if (!proto.output(i).empty()) node.refuse(ErrorCode::BadFormat, "has several outputs; one is supported");
        if (proto.output_size() == 0) node.refuse(ErrorCode::BadFormat, "has no output");
        if (reads != Rank::Any && m_rank != (reads == Rank::Flat ? 2 : 4))
            node.refuse(ErrorCode::Mismatch, "reads " + std::to_string(m_rank) + " axes where " +
                                                 (reads == Rank::Flat ? "2" : "4") + " belong");
        declare(proto.output(0));
        m_value = proto.output(0);
    }

    void requireAffordable(const OnnxNode& node, const Layer& layer, const Shape& in, const Shape& out) {
        const LayerInfo info = layer.info();
        const std::size_t taps = info.window ? static_cast<std::size_t>(info.window->y.kernel) *
                                                   static_cast<std::size_t>(info.window->x.kernel)
                                             : 1;
        const std::size_t terms = info.inputs > 0 ? taps * static_cast<std::size_t>(in.c) : taps;
        m_multiplications += static_cast<double>(terms) * static_cast<double>(out.perImage());
        if (m_multiplications > mostMultiplications)
            node.refuse(ErrorCode::TooLarge, "brings the network beyond 1e12 multiplications an image");
        if (terms * static_cast<std::size_t>(out.w) > mostValues)
            node.refuse(ErrorCode::TooLarge, "needs more than 512 MB of working memory an image");
        countValues(out.perImage());
    }

    void countValues(std::size_t values) {
        m_countedValues += values;
        if (m_countedValues > mostValues)
            refuse(ErrorCode::TooLarge, "its feature maps need more than 512 MB for one image");
    }

    // Node names may be missing, and need not differ.
    static std::string freeName(const Network& network, const onnx::NodeProto& proto, const std::string& kind) {
        std::string name = layerName(proto.name());
        for (std::size_t i = network.size() + 1; name.empty() || network.find(name); ++i)
            name = kind + std::to_string(i);
        return name;
    }

    void requireOutput(const Network& network) const {
        const std::string& output = m_model.graph().output(0).name();
        if (output != m_value)
            refuse(ErrorCode::BadFormat, "its output is " + inQuotes(output) + ", but the last layer (\"" +
                                             network.name(network.size() - 1) + "\") gives " + inQuotes(m_value));
    }

    void readClassNames(Network& network) const {
        for (const auto& entry : m_model.metadata_props())
            if (entry.key() == "class_names")
                network.classNames = splitLines(entry.value(), network.outputShape().perImage());
    }

    onnx::ModelProto m_model;
    OnnxFile m_file;
    std::set<std::string> m_values; // every name a value has
    std::string m_value;            // what the next layer must read
    int m_rank = 4;
    const onnx::NodeProto *m_before = nullptr, *m_between = nullptr; // nodes of a layer whose last is still to come
    float m_factorBefore = 1;
    std::size_t m_countedValues = 0;
    double m_multiplications = 0;
};

} // namespace

Network fromOnnx(std::string_view bytes, const std::string& name) {
    if (bytes.size() > largestOnnxFile)
        throw Error(ErrorCode::TooLarge, name + " is larger than the 256 MB an ONNX file may have.");
    return Reader(name).network(bytes);
}

Network loadOnnx(const std::filesystem::path& path) {
    return fromOnnx(readFile(path, largestOnnxFile), path.string());
}

} // namespace cnn
