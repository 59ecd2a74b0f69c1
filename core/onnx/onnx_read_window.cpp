// Convolutions and pools.
#include "core/layers/conv2d.h"
#include "core/layers/conv_transpose2d.h"
#include "core/layers/global_pool.h"
#include "core/layers/pool2d.h"
#include "core/onnx/onnx_layers.h"
#include "core/onnx/onnx_notes.h"
#include "core/onnx/onnx_readers.h"
#include "core/onnx/onnx_text.h"

#include <algorithm>
#include <array>

namespace cnn {
namespace {

using Extents = std::array<int, 2>;

Extents rowsAndColumns(OnnxCall& c, const OnnxFlow& in) {
    return {c.shape(in).h, c.shape(in).w};
}

std::int64_t checkedGroups(OnnxCall& c, std::int64_t inputs, std::int64_t outputs) {
    const std::int64_t groups = c.node.integer("group", 1);
    if (groups < 1 || inputs % groups != 0 || outputs % groups != 0)
        c.node.refuse(ErrorCode::Mismatch, Message::tr("uses group = %1, which does not divide %2 and %3 channels",
                                                       groups, inputs, outputs));
    return groups;
}

// Of a convolution: four axes, none empty.
OnnxDims weightDims(OnnxCall& c) {
    const OnnxConstant& weight = c.constant(1);
    const OnnxDims& dims = weight.dims();
    if (dims.size() != 4)
        c.node.refuse(
            ErrorCode::Mismatch,
            Message::tr(
                "has weights %1 with %2 dimensions where 4 belong (only windows over rows and columns are supported)",
                inQuotes(c.op.in[1]), dims.size()));
    if (weight.count() < 1 || std::max(dims[0], dims[1]) > 1'000'000)
        c.node.refuse(ErrorCode::Mismatch, Message::tr("has weights %1 of shape %2", inQuotes(c.op.in[1]), text(dims)));
    return dims;
}

std::vector<OnnxFill> convFills(OnnxCall& c, std::int64_t outputs) {
    std::vector<OnnxFill> fills{{0, c.constant(1)}};
    if (const OnnxConstant* bias = c.constantIfThere(2)) {
        if (bias->count() != outputs)
            c.node.refuse(ErrorCode::Mismatch, Message::tr("has weights %1 of shape %2 where (%3) belongs",
                                                           inQuotes(c.op.in[2]), text(bias->dims()), outputs));
        fills.push_back({1, *bias});
    }
    return fills;
}

void readConv(OnnxCall& c) {
    const OnnxFlow in = c.asImage(c.flow(0));
    const OnnxDims dims = weightDims(c);
    const std::int64_t groups = checkedGroups(c, c.shape(in).c, dims[0]);
    const Window window = c.node.window({dims[2], dims[3]}, rowsAndColumns(c, in));
    std::vector<OnnxFill> fills = convFills(c, dims[0]);
    if (dims[1] * groups != c.shape(in).c)
        c.node.refuse(ErrorCode::Mismatch,
                      Message::tr("does not fit what comes before it. Its weights read %1 channels, the value has %2",
                                  dims[1] * groups, c.shape(in).c));
    if (auto layer = notedLayer(c, dims, window)) return c.give(c.addImage(std::move(layer), in));
    auto layer = c.builder.weighted(static_cast<int>(dims[0]), static_cast<int>(groups), [&](int outputs) {
        return std::make_unique<Conv2d>(c.shape(in).c, outputs, window, fills.size() > 1, static_cast<int>(groups));
    });
    c.give(c.addImage(std::move(layer), in, std::move(fills)));
}

// The window of a transposed convolution; its output is as large as auto_pad or output_shape say, if they do.
Window transposedWindow(OnnxCall& c, const OnnxDims& kernel, const Extents& extents, const Extents& added) {
    const std::string automatic = c.node.text("auto_pad", "NOTSET");
    Window window = c.node.window(kernel, extents);
    std::vector<std::int64_t> wanted = c.node.list("output_shape");
    const bool isSame = automatic.starts_with("SAME");
    if (wanted.size() == 4) wanted.erase(wanted.begin(), wanted.begin() + 2);
    if (!wanted.empty() && wanted.size() != 2)
        c.node.refuse(ErrorCode::BadFormat, Message::tr("asks for the output shape %1", text(wanted)));
    for (std::size_t k = 0; k < 2; ++k) {
        Axis& axis = k == 0 ? window.y : window.x;
        if (!isSame && wanted.empty()) continue;
        if (!wanted.empty() && (wanted[k] < 1 || wanted[k] > 65536))
            c.node.refuse(ErrorCode::BadFormat, Message::tr("asks for the output shape %1", text(wanted)));
        const std::int64_t all = std::int64_t{axis.stride} * (extents[k] - 1) + added[k] + axis.extent();
        const std::int64_t cut = all - (wanted.empty() ? std::int64_t{extents[k]} * axis.stride : wanted[k]);
        if (cut < 0 || cut > 4096)
            c.node.refuse(ErrorCode::BadFormat, Message::tr("asks for a larger output than its window gives"));
        const auto less = static_cast<int>(cut / 2), more = static_cast<int>(cut) - less;
        axis.padBefore = automatic == "SAME_UPPER" ? less : more;
        axis.padAfter = automatic == "SAME_UPPER" ? more : less;
    }
    return window;
}

void readConvTranspose(OnnxCall& c) {
    const OnnxFlow in = c.asImage(c.flow(0));
    const OnnxDims dims = weightDims(c);
    const std::int64_t groups = c.node.integer("group", 1);
    if (dims[0] != c.shape(in).c || groups < 1 || dims[0] % groups != 0 || dims[1] * groups > 1'000'000)
        c.node.refuse(
            ErrorCode::Mismatch,
            Message::tr("does not fit what comes before it. Its weights are %1 in %2 groups, the value has %3 channels",
                        text(dims), groups, c.shape(in).c));
    const auto more = c.node.integers("output_padding", 2, 0);
    const Extents added{c.node.windowNumber("output_padding", more[0], 0),
                        c.node.windowNumber("output_padding", more[1], 0)};
    const Window window = transposedWindow(c, {dims[2], dims[3]}, rowsAndColumns(c, in), added);
    const std::int64_t outputs = dims[1] * groups;
    std::vector<OnnxFill> fills = convFills(c, outputs);
    const ConvTranspose2d::Options options{fills.size() > 1, static_cast<int>(groups), added[0], added[1]};
    auto layer = c.builder.weighted(static_cast<int>(outputs), options.groups, [&](int n) {
        return std::make_unique<ConvTranspose2d>(c.shape(in).c, n, window, options);
    });
    c.give(c.addImage(std::move(layer), in, std::move(fills)));
}

// Of which our note says that the number of its windows was meant, not their size.
std::unique_ptr<Layer> adaptivePooling(OnnxCall& c, const OnnxFlow& in, const Window& w, GlobalPool::Kind kind) {
    const Shape shape = c.shape(in);
    if (c.node.note() != adaptiveNote || shape.h % w.y.kernel != 0 || shape.w % w.x.kernel != 0) return nullptr;
    if (w != Window{{w.y.kernel, w.y.kernel}, {w.x.kernel, w.x.kernel}}) return nullptr;
    return std::make_unique<GlobalPool>(kind, shape.h / w.y.kernel, shape.w / w.x.kernel);
}

void readMaxPool(OnnxCall& c) {
    const OnnxFlow in = c.asImage(c.flow(0));
    c.node.requireInteger("storage_order", 0);
    const PoolOptions options{.ceil = c.node.integer("ceil_mode", 0) != 0};
    const Window w = c.node.window({}, rowsAndColumns(c, in));
    if (auto layer = adaptivePooling(c, in, w, GlobalPool::Kind::AdaptiveLargest))
        return c.give(c.addImage(std::move(layer), in));
    c.give(c.addImage(std::make_unique<MaxPool2d>(w, options), in));
}

void readAveragePool(OnnxCall& c) {
    const OnnxFlow in = c.asImage(c.flow(0));
    const Window w = c.node.window({}, rowsAndColumns(c, in));
    PoolOptions options{.ceil = c.node.integer("ceil_mode", 0) != 0};
    const bool isPadded = w.y.padBefore + w.y.padAfter + w.x.padBefore + w.x.padAfter > 0;
    options.countPadding = c.node.integer("count_include_pad", 0) != 0 || !isPadded;
    if (auto layer = adaptivePooling(c, in, w, GlobalPool::Kind::AdaptiveMean))
        return c.give(c.addImage(std::move(layer), in));
    c.give(c.addImage(std::make_unique<AvgPool2d>(w, options), in));
}

std::unique_ptr<Layer> globalPooling(bool largest) {
    using Kind = GlobalPool::Kind;
    return std::make_unique<GlobalPool>(largest ? Kind::GlobalLargest : Kind::GlobalMean);
}

std::unique_ptr<Layer> pooling(bool largest, const Window& window) {
    if (largest) return std::make_unique<MaxPool2d>(window);
    return std::make_unique<AvgPool2d>(window);
}

void readGlobalPool(OnnxCall& c) {
    const OnnxFlow in = c.asImage(c.flow(0));
    c.give(c.addImage(globalPooling(c.node.type() == "GlobalMaxPool"), in));
}

// Over all pixels it is a global pooling; over rows or columns alone a pooling as high or as wide as the input.
void readReduce(OnnxCall& c) {
    const OnnxFlow& in = c.flow(0);
    const bool keeps = c.node.integer("keepdims", 1) != 0, isLargest = c.node.type() == "ReduceMax";
    c.node.integer("noop_with_empty_axes", 0);
    auto axes = axesNamed(c.node, c.constantIfThere(1), in.view.rank());
    bool isOver[4] = {};
    std::size_t atoms = 0;
    for (const std::size_t axis : axes.value_or(std::vector<std::size_t>{}))
        for (const int ours : in.view.axesOf(axis)) {
            isOver[ours] = true;
            ++atoms;
        }
    const Shape shape = c.shape(in);
    if (!axes || isOver[0] || isOver[1] || in.view.atomsOf(2) * isOver[2] + in.view.atomsOf(3) * isOver[3] != atoms)
        c.node.refuse(
            ErrorCode::BadFormat,
            isLargest ? Message::tr("takes the largest over other axes than rows and columns, which is not supported")
                      : Message::tr("takes the mean over other axes than rows and columns, which is not supported"));
    OnnxFlow out = in;
    if (isOver[2] && isOver[3]) {
        out = c.add(globalPooling(isLargest), in);
    } else if (isOver[2] || isOver[3]) {
        const Window window{{isOver[2] ? shape.h : 1}, {isOver[3] ? shape.w : 1}};
        out = c.add(pooling(isLargest, window), in);
    }
    std::ranges::sort(*axes, std::greater<>());
    for (const std::size_t axis : *axes) {
        out.view = out.view.withoutAtomsOf(axis);
        if (!keeps) out.view = out.view.without(axis);
    }
    c.give(out);
}

} // namespace

std::span<const OnnxReader> windowReaders() {
    static constexpr OnnxReader all[] = {
        {"Conv", readConv, 3},
        {"ConvTranspose", readConvTranspose, 3},
        {"MaxPool", readMaxPool},
        {"AveragePool", readAveragePool},
        {"GlobalAveragePool", readGlobalPool},
        {"GlobalMaxPool", readGlobalPool},
        {"ReduceMean", readReduce, 2},
        {"ReduceMax", readReduce, 2},
    };
    return all;
}

} // namespace cnn
