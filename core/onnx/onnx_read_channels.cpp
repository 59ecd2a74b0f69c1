// What works along channels: normalisations, softmax, slopes a channel, values one behind the other.
#include "core/layers/batch_norm.h"
#include "core/layers/instance_norm.h"
#include "core/layers/join.h"
#include "core/layers/lrn.h"
#include "core/layers/prelu.h"
#include "core/layers/softmax.h"
#include "core/layers/unary.h"
#include "core/onnx/onnx_readers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cnn {
namespace {

// Of (batch, channels, ...).
OnnxFlow withChannelsSecond(OnnxCall& c, const OnnxFlow& in) {
    if (in.view.rank() < 2)
        c.node.refuse(ErrorCode::Mismatch, Message::tr("reads %1 axes where 4 belong", in.view.rank()));
    return in.view.rank() == 2 ? c.asFlat(in) : c.byChannel(in, 1);
}

OnnxFill oneAChannel(OnnxCall& c, std::size_t parameter, std::size_t input, int channels) {
    const OnnxConstant& numbers = c.constant(input);
    if (numbers.count() != channels)
        c.node.refuse(ErrorCode::Mismatch,
                      Message::tr("has weights of shape %1 where (%2) belongs", text(numbers.dims()), channels));
    return {parameter, numbers};
}

void requireRange(OnnxCall& c, const char* name, float value, float low, float high) {
    if (!(value >= low && value <= high))
        c.node.refuse(ErrorCode::BadFormat,
                      Message::tr("has the %1 %2, which is out of range", std::string(name), std::to_string(value)));
}

void readBatchNorm(OnnxCall& c) {
    const OnnxFlow in = withChannelsSecond(c, c.flow(0));
    const int channels = c.shape(in).c;
    c.node.requireInteger("spatial", 1);
    const float eps = c.node.number("epsilon", 1e-5F), kept = c.node.number("momentum", 0.9F);
    requireRange(c, "epsilon", eps, 0, 1);
    requireRange(c, "momentum", kept, 0, 1);
    const bool learns = c.node.integer("training_mode", 0) != 0 ||
                        std::ranges::count(c.op.out, "") + 1 < static_cast<std::ptrdiff_t>(c.op.out.size());
    if (learns)
        c.card.notes.push_back("Batch normalisation was written while the network learned; here it uses its running "
                               "mean and variance. Export the model for evaluation (PyTorch: model.eval()).");
    std::vector<OnnxFill> fills;
    for (std::size_t k = 0; k < 4; ++k) fills.push_back(oneAChannel(c, k, k + 1, channels));
    c.give(c.add(std::make_unique<BatchNorm2d>(channels, eps, 1 - kept), in, std::move(fills)));
}

void readInstanceNorm(OnnxCall& c) {
    const OnnxFlow in = withChannelsSecond(c, c.flow(0));
    const int channels = c.shape(in).c;
    const float eps = c.node.number("epsilon", 1e-5F);
    requireRange(c, "epsilon", eps, 0, 1);
    c.give(c.add(std::make_unique<InstanceNorm2d>(channels, eps), in,
                 {oneAChannel(c, 0, 1, channels), oneAChannel(c, 1, 2, channels)}));
}

void readLrn(OnnxCall& c) {
    const OnnxFlow in = withChannelsSecond(c, c.flow(0));
    const std::int64_t size = c.node.integer("size", 0);
    if (size < 1 || size > 65536) c.node.refuse(ErrorCode::BadFormat, Message::tr("has the size %1", size));
    const Lrn::Numbers numbers{static_cast<int>(size), c.node.number("alpha", 1e-4F), c.node.number("beta", 0.75F),
                               c.node.number("bias", 1)};
    requireRange(c, "alpha", numbers.alpha, 0, 1e6F);
    requireRange(c, "beta", numbers.beta, 0, 100);
    requireRange(c, "bias", numbers.k, 0, 1e6F);
    c.give(c.add(std::make_unique<Lrn>(numbers), in));
}

void readPRelu(OnnxCall& c) {
    OnnxFlow in = c.flow(0);
    const OnnxConstant& slopes = c.constant(1);
    const auto numbers = numbersByChannel(c, in, slopes);
    const auto channels = static_cast<std::size_t>(c.shape(in).c);
    if (!numbers || (numbers->size() != 1 && numbers->size() != channels))
        c.node.refuse(
            ErrorCode::BadFormat,
            Message::tr("has slopes of shape %1; one for all, or one a channel, is supported", text(slopes.dims())));
    const bool isShared = numbers->size() == 1 && (channels > 1 || slopes.dims().empty());
    const auto count = static_cast<std::int64_t>(numbers->size());
    c.give(c.add(std::make_unique<PRelu>(c.shape(in).c, isShared), in,
                 {{0, OnnxConstant(onnx::TensorProto::FLOAT, {count}, *numbers)}}));
}

void readSoftmax(OnnxCall& c) {
    const OnnxFlow& in = c.flow(0);
    const bool isSingle = c.opset >= 13;
    const std::size_t axis = axisNamed(c.node, c.node.integer("axis", isSingle ? -1 : 1), in.view.rank());
    std::int64_t behind = 1;
    for (std::size_t k = axis + 1; k < in.view.rank(); ++k) behind *= in.view.extent(k);
    auto layer = std::make_unique<Softmax>(c.node.type() == "LogSoftmax");
    if (axis == 0 && in.view.beginsWithBatch() && in.view.batch() != 1)
        c.node.refuse(ErrorCode::BadFormat, Message::tr("works along the batch, which is not supported"));
    if (isSingle || behind == 1) return c.give(c.add(std::move(layer), c.byChannel(in, axis)));
    if (axis != 1) // before opset 13 all axes from this one on are one
        c.node.refuse(ErrorCode::BadFormat, Message::tr("works along several axes at once, which is not supported"));
    OnnxFlow out = c.add(std::move(layer), c.asFlat(in));
    out.view = out.view.reshaped(in.view.dims()).value();
    c.give(out);
}

void readClip(OnnxCall& c) {
    constexpr float most = std::numeric_limits<float>::max();
    float low = c.node.number("min", -most), high = c.node.number("max", most);
    if (const OnnxConstant* given = c.constantIfThere(1)) low = static_cast<float>(given->only());
    if (const OnnxConstant* given = c.constantIfThere(2)) high = static_cast<float>(given->only());
    if (std::isnan(low) || std::isnan(high) || low > high)
        c.node.refuse(ErrorCode::BadFormat,
                      Message::tr("clips to %1 to %2", std::to_string(low), std::to_string(high)));
    c.give(c.add(std::make_unique<Unary>(UnaryKind::Clip, std::clamp(low, -most, most), std::clamp(high, -most, most)),
                 c.flow(0)));
}

// All seen with the same axes.
void readConcat(OnnxCall& c) {
    std::vector<OnnxFlow> all;
    for (std::size_t k = 0; k < c.inputs(); ++k) all.push_back(c.flow(k));
    if (all.empty()) c.node.refuse(ErrorCode::BadFormat, Message::tr("joins nothing"));
    const std::size_t rank = all[0].view.rank();
    const std::size_t axis = axisNamed(c.node, c.node.integer("axis", 1), rank);
    if (all.size() == 1) return c.give(all[0]);
    std::optional<std::vector<int>> layout = all[0].view.layout();
    for (const OnnxFlow& flow : all) {
        if (flow.view.rank() != rank)
            c.node.refuse(ErrorCode::Mismatch, Message::tr("joins values with different axes"));
        if (flow.view.layout() != layout) layout.reset();
    }
    if (!layout || (axis == 0 && (*layout)[0] == 0)) {
        for (OnnxFlow& flow : all)
            flow = rank == 2   ? c.asFlat(flow)
                   : rank == 4 ? c.asImage(flow)
                               : c.byChannel(flow, std::max<std::size_t>(axis, 1));
        layout = all[0].view.layout();
    }
    const int ours = (*layout)[axis];
    if (ours == 0)
        c.node.refuse(ErrorCode::BadFormat, Message::tr("joins the images of a batch, which is not supported"));
    std::vector<std::size_t> reads;
    for (const OnnxFlow& flow : all) reads.push_back(flow.value);
    OnnxFlow out{c.builder.add(c.name(), std::make_unique<Concat>(ours - 1), std::move(reads))};
    out.view = OnnxView::withLayout(*layout, c.shape(out), all[0].view.batch());
    c.give(out);
}

} // namespace

std::span<const OnnxReader> channelReaders() {
    static constexpr OnnxReader all[] = {
        {"BatchNormalization", readBatchNorm, 5},
        {"InstanceNormalization", readInstanceNorm, 3},
        {"LRN", readLrn},
        {"PRelu", readPRelu, 2},
        {"Softmax", readSoftmax},
        {"LogSoftmax", readSoftmax},
        {"Clip", readClip, 3},
        {"Concat", readConcat, 1000},
    };
    return all;
}

} // namespace cnn
