#include "core/onnx/onnx_file.h"

#include "core/onnx/onnx_call.h"
#include "core/onnx/onnx_input.h"
#include "core/onnx/onnx_outline.h"
#include "core/onnx/onnx_scan.h"
#include "core/onnx/onnx_text.h"

#include <google/protobuf/io/coded_stream.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>

namespace cnn {
namespace {

// "0 2600"; none where it is no range.
std::optional<DisplayRange> rangeFrom(const std::string& text) {
    const std::size_t blank = text.find(' ');
    if (blank == std::string::npos) return std::nullopt;
    DisplayRange range;
    for (const auto& [from, to, value] : {std::tuple(text.data(), text.data() + blank, &range.low),
                                          {text.data() + blank + 1, text.data() + text.size(), &range.high}})
        if (const auto read = std::from_chars(from, to, *value); read.ec != std::errc() || read.ptr != to)
            return std::nullopt;
    if (!(range.low < range.high) || !std::isfinite(range.low) || !std::isfinite(range.high)) return std::nullopt;
    return range;
}

constexpr int deepestMessage = 64;
constexpr std::int64_t oldestIr = 3, newestIr = 12, oldestOpset = 7, newestOpset = 24;

class Opening {
public:
    Opening(const OnnxSourcePtr& source, const std::filesystem::path& path, const OnnxOptions& options,
            bool withWeights = true)
        : m_file(source->name()), m_beside(path), m_options(options), m_withWeights(withWeights) {
        OnnxSkeleton skeleton = scanOnnx(source);
        m_places = std::move(skeleton.places);
        parse(skeleton.model);
        requireVersions();
        requirePlainModel();
        m_graph.emplace(m_model, m_places, m_beside, m_file);
        if (m_graph->inputs().empty()) refuse(ErrorCode::BadFormat, Message::tr("it has no input"));
    }

    OnnxModel open() {
        chooseOutput();
        try {
            readInput();
        } catch (const OnnxRefusal& r) {
            refuse(r.code, r.reason);
        }
        for (const OnnxOp& op : m_graph->ops())
            if (op.isNeeded) readNode(op);
        return {finished(), std::move(m_card)};
    }

private:
    [[noreturn]] void refuse(ErrorCode code, const Message& reason) const {
        throw Error(code, Message::tr("%1 cannot be used: %2.", m_file, reason));
    }

    void parse(const std::string& bytes) {
        using google::protobuf::io::CodedInputStream;
        CodedInputStream in(reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size()));
        in.SetRecursionLimit(deepestMessage);
        if (!m_model.ParseFromCodedStream(&in) || !in.ConsumedEntireMessage() || !m_model.has_graph())
            throw Error(ErrorCode::BadFormat, Message::tr("%1 is not an ONNX file, or it is damaged.", m_file));
    }

    void requireVersions() {
        const std::int64_t ir = m_model.ir_version();
        if (ir < oldestIr || ir > newestIr)
            refuse(ErrorCode::BadFormat, Message::tr("it has the IR version %1; 3 to 12 are understood", ir));
        std::vector<std::int64_t> opsets;
        for (const auto& import : m_model.opset_import())
            if (isStandard(import.domain())) opsets.push_back(import.version());
        if (opsets.size() != 1)
            refuse(ErrorCode::BadFormat, Message::tr("it does not say which opset it was written for"));
        m_opset = opsets[0];
        if (m_opset < oldestOpset || m_opset > newestOpset)
            refuse(ErrorCode::BadFormat,
                   Message::tr("it was written for opset %1; 7 to 24 are understood (export it again for opset 13)",
                               m_opset));
        m_card.producer = m_model.producer_name();
        m_card.irVersion = static_cast<int>(ir);
        m_card.opset = static_cast<int>(m_opset);
    }

    void requirePlainModel() const {
        const onnx::GraphProto& graph = m_model.graph();
        if (m_model.functions_size() > 0) refuse(ErrorCode::BadFormat, Message::tr("it defines operators of its own"));
        if (graph.sparse_initializer_size() > 0) refuse(ErrorCode::BadFormat, Message::tr("it holds sparse weights"));
        if (graph.node_size() == 0) refuse(ErrorCode::BadFormat, Message::tr("it holds no layers"));
        if (graph.output_size() == 0) refuse(ErrorCode::BadFormat, Message::tr("it has no outputs"));
    }

    void chooseOutput() {
        for (const onnx::ValueInfoProto& output : m_model.graph().output()) m_card.outputs.push_back(output.name());
        const std::vector<std::string>& all = m_card.outputs;
        std::string names;
        for (const std::string& name : all) names += (names.empty() ? "" : ", ") + inQuotes(name);
        if (!m_options.output.empty() && std::ranges::find(all, m_options.output) == all.end())
            refuse(ErrorCode::Usage, Message::tr("it has no output %1; it has %2", inQuotes(m_options.output), names));
        const bool isOpen = m_options.output.empty() && all.size() > 1;
        if (isOpen && m_options.assumes)
            m_card.notes.push_back("It has " + std::to_string(all.size()) + " outputs, " + names +
                                   ": the first is shown.");
        else if (isOpen)
            refuse(ErrorCode::Usage,
                   Message::tr("it has %1 outputs, %2; say which one you want (convscope run MODEL --output NAME)",
                               all.size(), names));
        m_card.output = m_options.output.empty() ? all[0] : m_options.output;
        if (const int dead = m_graph->require(m_card.output); dead > 0)
            m_card.notes.push_back(
                std::to_string(dead) +
                (dead == 1 ? " node whose output nobody needs is" : " nodes whose outputs nobody needs are") +
                " left out.");
    }

    void readInput() {
        std::vector<const onnx::ValueInfoProto*> read;
        for (const onnx::ValueInfoProto* input : m_graph->inputs())
            if (m_graph->readers(input->name()) > 0) read.push_back(input);
        if (read.size() > 1) refuse(ErrorCode::BadFormat, Message::tr("it has several inputs; one is supported"));
        if (read.empty()) refuse(ErrorCode::BadFormat, Message::tr("its output does not depend on its input"));
        const OnnxInput input = inputOf(*read[0], *m_graph, m_options, m_card);
        m_builder.emplace(input.shape, m_graph->storedNumbers(), m_withWeights);
        m_values[read[0]->name()] = OnnxFlow{0, input.view, m_graph->readers(read[0]->name()) > 1};
    }

    OnnxOperand operand(const std::string& name) {
        if (name.empty()) return {};
        if (const auto found = m_values.find(name); found != m_values.end()) {
            OnnxOperand value = found->second;
            if (auto* flow = std::get_if<OnnxFlow>(&value)) flow->isShared |= m_graph->readers(name) > 1;
            return value;
        }
        return m_graph->constant(name);
    }

    void readNode(const OnnxOp& op) {
        OnnxNode node(*op.proto, op.type, m_file);
        try {
            read(node, op);
        } catch (const OnnxRefusal& r) {
            node.refuse(r.code, r.reason);
        }
    }

    void read(OnnxNode& node, const OnnxOp& op) {
        if (!isStandard(op.proto->domain()))
            node.refuse(
                ErrorCode::BadFormat,
                Message::tr("is an operator of the domain %1, which is not supported; only standard operators are",
                            inQuotes(op.proto->domain())));
        std::vector<OnnxOperand> inputs;
        for (const std::string& name : op.in) inputs.push_back(operand(name));
        if (foldNode(node, op, inputs)) return;
        const OnnxReader* reader = readerOf(op.type);
        if (!reader)
            node.refuse(ErrorCode::BadFormat,
                        Message::tr("is an operator that is not supported; %1", reasonAgainst(op.type)));
        if (inputs.size() > reader->mostInputs)
            node.refuse(ErrorCode::BadFormat,
                        Message::tr("has %1 inputs where at most %2 belong", inputs.size(), reader->mostInputs));
        std::vector<int> readers;
        for (const std::string& name : op.out) readers.push_back(m_graph->readers(name));
        OnnxCall call(node, op, *m_builder, m_card, m_opset, std::move(inputs), std::move(readers));
        reader->read(call);
        if (op.type == op.proto->op_type()) node.requireAllUnderstood();
        for (std::size_t k = 0; k < op.out.size(); ++k) {
            const bool isGiven = call.outputs()[k].index() != 0;
            if (!isGiven && m_graph->readers(op.out[k]) > 0)
                node.refuse(ErrorCode::BadFormat,
                            Message::tr("has several outputs, of which %1 is read; only the first is supported",
                                        inQuotes(op.out[k])));
            if (isGiven) m_values[op.out[k]] = std::move(call.outputs()[k]);
        }
    }

    // Whether everything it reads is known, so that what it gives is known too.
    bool foldNode(OnnxNode& node, const OnnxOp& op, const std::vector<OnnxOperand>& inputs) {
        if (inputs.empty()) return false;
        OnnxInputs known;
        for (const OnnxOperand& in : inputs) {
            if (in.index() == 1) return false;
            known.push_back(std::get_if<OnnxConstant>(&in));
        }
        auto results = folded(node, known, m_opset);
        if (!results)
            node.refuse(ErrorCode::BadFormat, Message::tr("computes from weights alone, which is not supported"));
        for (std::size_t k = 0; k < results->size() && k < op.out.size(); ++k)
            m_values[op.out[k]] = std::move((*results)[k]);
        return true;
    }

    Network finished() {
        const auto found = m_values.find(m_card.output);
        const OnnxFlow* flow = found == m_values.end() ? nullptr : std::get_if<OnnxFlow>(&found->second);
        if (!flow || flow->value == 0)
            refuse(ErrorCode::BadFormat, Message::tr("its output %1 is given by no layer", inQuotes(m_card.output)));
        try {
            Network network = m_builder->network(outputValue(*flow), m_options);
            readMetadata(network);
            if (const OnnxAffine* first = m_builder->preprocessing()) noteInside(*first, m_card);
            assumeScaling(network, m_card);
            return network;
        } catch (const OnnxRefusal& r) {
            refuse(r.code, r.reason);
        }
    }

    // Two axes are given in the file's order; maps stay channels, rows and columns.
    std::size_t outputValue(const OnnxFlow& flow) {
        if (flow.view.rank() > 2 || flow.view.isInMemoryOrder()) {
            if (!flow.view.isInMemoryOrder())
                m_card.notes.push_back(
                    "Its output is given as channels, rows and columns; the file has the channels last.");
            return flow.value;
        }
        static const onnx::NodeProto nothing;
        static const OnnxOp none{&nothing, {}, {}, {}};
        OnnxNode node(nothing, {}, m_file);
        return OnnxCall(node, none, *m_builder, m_card, m_opset, {}, {}).asFlat(flow).value;
    }

    void readMetadata(Network& network) const {
        for (const auto& entry : m_model.metadata_props()) {
            if (entry.key() == "class_names")
                network.classNames = splitLines(entry.value(), network.outputShape().perImage());
            if (entry.key() == "display_range") network.displayRange = rangeFrom(entry.value());
        }
    }

    std::string m_file;
    OnnxBeside m_beside;
    const OnnxOptions& m_options;
    bool m_withWeights;
    std::vector<std::optional<OnnxPlace>> m_places;
    onnx::ModelProto m_model;
    OnnxCard m_card;
    std::int64_t m_opset = 0;
    std::optional<OnnxGraph> m_graph;
    std::optional<OnnxBuilder> m_builder;
    std::map<std::string, OnnxOperand> m_values; // that nodes have given
};

} // namespace

OnnxModel readOnnx(std::string_view bytes, const std::string& name, const OnnxOptions& options) {
    if (bytes.size() > largestOnnxFile)
        throw Error(ErrorCode::TooLarge, Message::tr("%1 is larger than the 2 GiB an ONNX file may have.", name));
    return Opening(onnxInMemory(bytes, name), {}, options).open();
}

OnnxModel openOnnx(const std::filesystem::path& path, const OnnxOptions& options) {
    return Opening(onnxInFile(path, largestOnnxFile), path, options).open();
}

OnnxOutline outlineOnnx(const std::filesystem::path& path, const OnnxOptions& options) {
    const OnnxModel model = Opening(onnxInFile(path, largestOnnxFile), path, options, false).open();
    return {layerTable(model.network), model.network.outputShape(), model.network.classNames, model.card};
}

Network fromOnnx(std::string_view bytes, const std::string& name) {
    return readOnnx(bytes, name).network;
}

Network loadOnnx(const std::filesystem::path& path) {
    return openOnnx(path).network;
}

} // namespace cnn
