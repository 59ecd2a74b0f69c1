// One node of a file while it becomes layers of ours: what it reads, what it gives.
#pragma once

#include "core/onnx/onnx_builder.h"
#include "core/onnx/onnx_fold.h"
#include "core/onnx/onnx_graph.h"

#include <variant>

namespace cnn {

// Nothing (left out), a value that is computed, or one that is known.
using OnnxOperand = std::variant<std::monostate, OnnxFlow, OnnxConstant>;

class OnnxCall {
public:
    OnnxCall(OnnxNode& node, const OnnxOp& op, OnnxBuilder& builder, OnnxCard& card, std::int64_t opset,
             std::vector<OnnxOperand> inputs, std::vector<int> readers)
        : node(node), op(op), builder(builder), card(card), opset(opset), m_inputs(std::move(inputs)),
          m_readers(std::move(readers)), m_outputs(op.out.size()) {}

    OnnxNode& node;
    const OnnxOp& op;
    OnnxBuilder& builder;
    OnnxCard& card;
    std::int64_t opset;

    std::size_t inputs() const { return m_inputs.size(); }
    bool has(std::size_t input) const { return input < m_inputs.size() && m_inputs[input].index() != 0; }
    bool isFlow(std::size_t input) const { return input < m_inputs.size() && m_inputs[input].index() == 1; }
    bool isConstant(std::size_t input) const { return input < m_inputs.size() && m_inputs[input].index() == 2; }
    // Refuse where it is something else, or missing.
    const OnnxFlow& flow(std::size_t input) const;
    const OnnxConstant& constant(std::size_t input) const;
    // nullptr: it is left out.
    const OnnxConstant* constantIfThere(std::size_t input) const;
    // Whether somebody reads this output.
    bool isRead(std::size_t output) const;

    void give(OnnxOperand value, std::size_t output = 0);
    std::vector<OnnxOperand>& outputs() { return m_outputs; }

    const Shape& shape(const OnnxFlow& flow) const { return builder.shape(flow.value); }
    // Values as a layer of ours needs them, with a layer before where they lie otherwise.
    OnnxFlow asImage(OnnxFlow flow); // of four axes: (batch, channels, rows, columns)
    OnnxFlow asFlat(OnnxFlow flow);  // (features, 1, 1), with the axes (batch, features)
    // This axis of the file is our channels. The axes stay.
    OnnxFlow byChannel(OnnxFlow flow, std::size_t axis);
    // An axis for the batch first, where the file has none.
    OnnxFlow withBatch(OnnxFlow flow);

    std::string name() const { return node.proto().name(); }
    // A layer on a flow; `view` of what it gives: the same when it is left out.
    OnnxFlow add(std::unique_ptr<Layer> layer, const OnnxFlow& in, std::vector<OnnxFill> fills = {},
                 const std::string& suffix = {});
    // One number a channel, or one for all, added to what a layer with weights gives, as its bias; false: it is no such
    // layer, has a bias, or others read what it gives without.
    bool addToBias(const OnnxFlow& flow, const std::vector<double>& numbers);
    OnnxFlow addImage(std::unique_ptr<Layer> layer, const OnnxFlow& in, std::vector<OnnxFill> fills = {});

private:
    OnnxFlow reshaped(const OnnxFlow& in, const Shape& to, const OnnxView& view);
    // The values behind the batch in the file's order, as channels, rows and columns of `to`.
    OnnxFlow inFileOrder(const OnnxFlow& in, const Shape& to);

    std::vector<OnnxOperand> m_inputs;
    std::vector<int> m_readers; // of the outputs
    std::vector<OnnxOperand> m_outputs;
};

struct OnnxReader {
    const char* type; // OnnxOp::type
    void (*read)(OnnxCall& call);
    std::size_t mostInputs = 1;
};
// nullptr: it is not supported. In onnx_readers.cpp.
const OnnxReader* readerOf(const std::string& type);
// Why it is not, where that is more than that nobody wrote it: it belongs to a family that is refused.
Message reasonAgainst(const std::string& type);

} // namespace cnn
