#include "core/onnx/onnx_call.h"

#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/rearrange.h"
#include "core/onnx/onnx_text.h"

#include <algorithm>
#include <numeric>

namespace cnn {
namespace {

// The same convolution with a bias.
std::unique_ptr<Layer> withBias(const OnnxBuilder& builder, const LayerInfo& info) {
    const int groups = static_cast<int>(info.setting("groups", 1));
    return builder.weighted(info.outputs, groups, [&](int outputs) {
        return std::make_unique<Conv2d>(info.inputs, outputs, *info.window, true, groups);
    });
}

} // namespace

const OnnxFlow& OnnxCall::flow(std::size_t input) const {
    if (!has(input)) node.refuse(ErrorCode::BadFormat, Message::tr("has no input number %1", input + 1));
    if (!isFlow(input))
        node.refuse(ErrorCode::BadFormat,
                    Message::tr("reads the weights %1 where a value that is computed belongs", inQuotes(op.in[input])));
    return std::get<OnnxFlow>(m_inputs[input]);
}

const OnnxConstant& OnnxCall::constant(std::size_t input) const {
    if (!has(input)) node.refuse(ErrorCode::BadFormat, Message::tr("has no weights"));
    if (!isConstant(input))
        node.refuse(ErrorCode::BadFormat,
                    Message::tr("needs weights where it reads %1, a value that is computed from the picture",
                                inQuotes(op.in[input])));
    return std::get<OnnxConstant>(m_inputs[input]);
}

const OnnxConstant* OnnxCall::constantIfThere(std::size_t input) const {
    return has(input) ? &constant(input) : nullptr;
}

bool OnnxCall::isRead(std::size_t output) const {
    return output < op.out.size() && m_readers[output] > 0;
}

void OnnxCall::give(OnnxOperand value, std::size_t output) {
    if (output >= m_outputs.size()) node.refuse(ErrorCode::BadFormat, Message::tr("has no output"));
    m_outputs[output] = std::move(value);
}

OnnxFlow OnnxCall::add(std::unique_ptr<Layer> layer, const OnnxFlow& in, std::vector<OnnxFill> fills,
                       const std::string& suffix) {
    // A node that moves values is the layer that moves them.
    const std::string& type = node.type();
    const bool isItself = type == "Reshape" || type == "Flatten" || type == "Transpose" || name().empty();
    return {builder.add(isItself ? name() : name() + suffix, std::move(layer), {in.value}, std::move(fills)), in.view,
            false};
}

OnnxFlow OnnxCall::addImage(std::unique_ptr<Layer> layer, const OnnxFlow& in, std::vector<OnnxFill> fills) {
    OnnxFlow out = add(std::move(layer), in, std::move(fills));
    out.view = OnnxView::image(shape(out), in.view.batch());
    return out;
}

bool OnnxCall::addToBias(const OnnxFlow& flow, const std::vector<double>& numbers) {
    if (flow.isShared || flow.value == 0) return false;
    const LayerInfo info = builder.layer(flow.value).info();
    std::vector<OnnxFill>& fills = builder.fills(flow.value);
    const auto outputs = static_cast<std::size_t>(info.outputs);
    if ((info.kind != "dense" && info.kind != "conv2d") || fills.size() != 1 || builder.affine(flow.value) ||
        (numbers.size() != 1 && numbers.size() != outputs))
        return false;
    const auto count = static_cast<std::int64_t>(numbers.size());
    std::vector<OnnxFill> both = fills;
    both.push_back({1, OnnxConstant(onnx::TensorProto::FLOAT, {count}, numbers)});
    if (info.kind == "conv2d")
        builder.replace(flow.value, withBias(builder, info), std::move(both));
    else
        fills = std::move(both);
    return true;
}

OnnxFlow OnnxCall::withBatch(OnnxFlow flow) {
    if (flow.view.beginsWithBatch()) return flow;
    if (flow.view.batch() != 1)
        node.refuse(ErrorCode::BadFormat, Message::tr("mixes the images of a batch (its first axis is not the batch), "
                                                      "so no image can be looked at by itself"));
    flow.view = flow.view.withAxis(0);
    return flow;
}

OnnxFlow OnnxCall::reshaped(const OnnxFlow& in, const Shape& to, const OnnxView& view) {
    if (shape(in) == to) return in.as(view);
    if (to.h == 1 && to.w == 1) {
        OnnxFlow out = add(std::make_unique<Flatten>(), in, {}, ".flatten");
        out.view = view;
        return out;
    }
    OnnxFlow out = add(std::make_unique<Reshape>(to.c, to.h, to.w), in, {}, ".reshape");
    out.view = view;
    return out;
}

// Runs of values that follow each other in memory and in the file are moved as blocks, of which there may be three.
OnnxFlow OnnxCall::inFileOrder(const OnnxFlow& in, const Shape& to) {
    const OnnxView flat = OnnxView::flat(to, in.view.batch());
    if (in.view.isInMemoryOrder()) return reshaped(in, to, flat);
    const std::vector<int> order = in.view.order();
    const std::vector<std::int64_t> extents = in.view.extents();
    struct Block {
        int first;
        std::int64_t extent;
    };
    std::vector<Block> blocks; // in the file's order
    for (std::size_t k = 0; k < order.size(); ++k) {
        const std::int64_t extent = extents[static_cast<std::size_t>(order[k])];
        if (k > 0 && order[k] == order[k - 1] + 1)
            blocks.back().extent *= extent;
        else
            blocks.push_back({order[k], extent});
    }
    if (blocks.size() > 3)
        node.refuse(ErrorCode::BadFormat,
                    Message::tr("turns the axes of its input round in a way that is not supported"));
    std::vector<std::size_t> inMemory(blocks.size());
    std::iota(inMemory.begin(), inMemory.end(), std::size_t{0});
    std::ranges::sort(inMemory, {}, [&](std::size_t b) { return blocks[b].first; });
    int extent[3] = {1, 1, 1};
    std::array<int, 3> read{0, 1, 2};
    for (std::size_t k = 0; k < inMemory.size(); ++k) {
        extent[k] = static_cast<int>(blocks[inMemory[k]].extent);
        read[inMemory[k]] = static_cast<int>(k);
    }
    const Shape taken{extent[0], extent[1], extent[2], 1};
    const OnnxFlow cut = reshaped(in, taken, OnnxView::image(taken, in.view.batch()));
    return reshaped(add(std::make_unique<Permute>(read), cut, {}, ".permute"), to, flat);
}

OnnxFlow OnnxCall::asImage(OnnxFlow flow) {
    if (flow.view.isImage()) return flow;
    if (flow.view.rank() != 4)
        node.refuse(ErrorCode::Mismatch, Message::tr("reads %1 axes where 4 belong", flow.view.rank()));
    if (!flow.view.beginsWithBatch()) flow = withBatch(std::move(flow)); // which refuses, or has an axis too many
    if (flow.view.rank() != 4)
        node.refuse(ErrorCode::Mismatch, Message::tr("reads a value whose first axis is not the batch"));
    const OnnxDims dims = flow.view.dims();
    const Shape to{static_cast<int>(dims[1]), static_cast<int>(dims[2]), static_cast<int>(dims[3]), 1};
    const std::int64_t batch = flow.view.batch();
    const auto layout = flow.view.layout();
    if (layout && (*layout)[0] == 0 && !flow.view.isInMemoryOrder()) {
        OnnxFlow turned =
            add(std::make_unique<Permute>(std::array{(*layout)[1] - 1, (*layout)[2] - 1, (*layout)[3] - 1}), flow, {},
                ".permute");
        turned.view = OnnxView::image(to, batch);
        return turned;
    }
    OnnxFlow image = inFileOrder(flow, to);
    image.view = OnnxView::image(to, batch);
    return image;
}

OnnxFlow OnnxCall::asFlat(OnnxFlow flow) {
    flow = withBatch(std::move(flow));
    const auto features = static_cast<int>(shape(flow).perImage());
    return inFileOrder(flow, {features, 1, 1, 1});
}

OnnxFlow OnnxCall::byChannel(OnnxFlow flow, std::size_t axis) {
    if (axis >= flow.view.rank())
        node.refuse(ErrorCode::Mismatch, Message::tr("reads %1 axes, which are too few", flow.view.rank()));
    const auto layout = flow.view.layout();
    if (layout && (*layout)[axis] == 1) return flow;
    if (!flow.view.beginsWithBatch() || axis == 0) { // the file has no batch
        if (flow.view.batch() != 1) flow = withBatch(std::move(flow));
        flow.view = flow.view.withAxis(0);
        flow = byChannel(std::move(flow), axis + 1);
        flow.view = flow.view.without(0);
        return flow;
    }
    const std::size_t rank = flow.view.rank();
    if (rank > 4) node.refuse(ErrorCode::BadFormat, Message::tr("reads %1 axes where 2 to 4 belong", rank));
    // The batch, this axis, and the others in their order.
    OnnxDims perm{0, static_cast<std::int64_t>(axis)};
    std::vector<int> ours(rank, 0);
    ours[axis] = 1;
    for (std::size_t k = 1; k < rank; ++k) {
        if (k == axis) continue;
        ours[k] = static_cast<int>(perm.size());
        perm.push_back(static_cast<std::int64_t>(k));
    }
    const std::int64_t batch = flow.view.batch();
    flow.view = flow.view.transposed(perm);
    while (flow.view.rank() < 4) flow.view = flow.view.withAxis(flow.view.rank());
    OnnxFlow image = asImage(std::move(flow));
    image.view = OnnxView::withLayout(ours, shape(image), batch);
    return image;
}

} // namespace cnn
