// Nodes that move no number: they only change how a value is seen. And what works out shapes.
#include "core/onnx/onnx_readers.h"

#include "core/layers/catalog.h"
#include "core/layers/dense.h"
#include "core/layers/rearrange.h"
#include "core/onnx/onnx_notes.h"
#include "core/onnx/onnx_text.h"

#include <algorithm>

namespace cnn {
namespace {

Shape rowShape(const Shape& s) {
    return {static_cast<int>(s.perImage()), 1, 1, 1};
}

void readIdentity(OnnxCall& c) {
    c.give(c.flow(0));
}

void readCast(OnnxCall& c) {
    using onnx::TensorProto;
    const auto to = c.node.integer("to", 0);
    c.node.ignore("saturate");
    if (to != TensorProto::FLOAT && to != TensorProto::DOUBLE && to != TensorProto::FLOAT16 &&
        to != TensorProto::BFLOAT16)
        c.node.refuse(ErrorCode::BadFormat,
                      Message::tr("makes whole numbers of computed values, which is not supported"));
    c.give(c.flow(0));
}

void readTranspose(OnnxCall& c) {
    const OnnxFlow& in = c.flow(0);
    const OnnxFlow out = in.as(in.view.transposed(permNamed(c.node, in.view.rank())));
    c.give(c.node.note() == permuteNote && out.view.rank() == 4 ? c.asImage(out) : out);
}

// Values in a row become a layer where they lie in memory like that; all else waits for who reads it.
void giveSeen(OnnxCall& c, const OnnxFlow& out) {
    const bool isRow = out.view.rank() == 2 && out.view.beginsWithBatch() && out.view.isInMemoryOrder();
    const bool isMap = out.view.rank() == 4 && out.view.beginsWithBatch() && !out.view.layout();
    if (isRow && (c.node.type() == "Flatten" || c.shape(out) != rowShape(c.shape(out))))
        return c.give(c.add(std::make_unique<Flatten>(), out));
    c.give(isMap ? c.asImage(out) : out);
}

void giveReshaped(OnnxCall& c, const OnnxDims& dims) {
    const OnnxFlow& in = c.flow(0);
    if (c.node.note() == reshapeNote && dims.size() == 4 && in.view.beginsWithBatch() && in.view.isInMemoryOrder()) {
        const auto extent = [&](std::size_t k) { return static_cast<int>(dims[k]); };
        return c.give(c.addImage(std::make_unique<Reshape>(extent(1), extent(2), extent(3)), in));
    }
    if (auto view = in.view.reshaped(dims)) return giveSeen(c, in.as(*view));
    const OnnxFlow flat = c.asFlat(in);
    auto view = flat.view.reshaped(dims);
    if (!view)
        c.node.refuse(ErrorCode::BadFormat, Message::tr("makes the shape %1 of %2, which mixes the images of a batch",
                                                        text(dims), text(in.view.dims())));
    giveSeen(c, flat.as(*view));
}

void readReshape(OnnxCall& c) {
    const OnnxFlow& in = c.flow(0);
    OnnxDims wanted = c.constant(1).integers();
    // Exported for one image, though its batch is free.
    if (!wanted.empty() && wanted[0] == 1 && in.view.batch() == freeBatch && in.view.beginsWithBatch() &&
        std::ranges::count(wanted, freeBatch) == 0) {
        constexpr std::int64_t most = std::int64_t{1} << 31; // so that no product leaves its range
        std::int64_t known = 1;
        for (std::size_t k = 1; k < wanted.size(); ++k)
            if (wanted[k] > 0) known = wanted[k] < most && known < most ? known * wanted[k] : most;
        const bool isOpen = std::ranges::count(wanted, -1) > 0;
        if (isOpen || known == in.view.count() / freeBatch) wanted[0] = freeBatch;
    }
    giveReshaped(c, reshapedDims(c.node, in.view.dims(), wanted, c.node.integer("allowzero", 0) != 0));
}

void readFlatten(OnnxCall& c) {
    const OnnxFlow& in = c.flow(0);
    const auto rank = static_cast<std::int64_t>(in.view.rank());
    std::int64_t axis = c.node.integer("axis", 1);
    if (axis < -rank || axis > rank)
        c.node.refuse(ErrorCode::Mismatch, Message::tr("flattens from axis %1 of a value with %2 axes", axis, rank));
    axis += axis < 0 ? rank : 0;
    OnnxDims dims{1, 1};
    for (std::int64_t k = 1; k < axis; ++k)
        if (in.view.extent(static_cast<std::size_t>(k)) != 1 && in.view.beginsWithBatch() && in.view.batch() != 1)
            c.node.refuse(ErrorCode::BadFormat, Message::tr("flattens from axis %1; only 1 is supported", axis));
    for (std::int64_t k = 0; k < rank; ++k) dims[k < axis ? 0 : 1] *= in.view.extent(static_cast<std::size_t>(k));
    giveReshaped(c, dims);
}

void readSqueeze(OnnxCall& c) {
    OnnxFlow out = c.flow(0);
    auto axes = axesNamed(c.node, c.constantIfThere(1), out.view.rank());
    if (!axes) {
        axes.emplace();
        for (std::size_t k = 0; k < out.view.rank(); ++k)
            if (out.view.extent(k) == 1) axes->push_back(k);
    }
    std::ranges::sort(*axes, std::greater<>());
    for (const std::size_t axis : *axes) {
        if (out.view.extent(axis) != 1)
            c.node.refuse(ErrorCode::Mismatch, Message::tr("removes an axis that is not of extent 1"));
        out.view = out.view.without(axis);
    }
    c.give(out);
}

void readUnsqueeze(OnnxCall& c) {
    OnnxFlow out = c.flow(0);
    const OnnxConstant* named = c.constantIfThere(1);
    const std::size_t added = named ? static_cast<std::size_t>(named->count()) : c.node.list("axes").size();
    auto axes = axesNamed(c.node, named, out.view.rank() + std::min<std::size_t>(added, 8));
    if (!axes) c.node.refuse(ErrorCode::BadFormat, Message::tr("does not say which axes it adds"));
    std::ranges::sort(*axes);
    for (const std::size_t axis : *axes) out.view = out.view.withAxis(axis);
    c.give(out);
}

void readShape(OnnxCall& c) {
    OnnxDims dims = c.flow(0).view.dims();
    const auto rank = static_cast<std::int64_t>(dims.size());
    const auto place = [&](const char* name, std::int64_t missing) {
        const std::int64_t at = c.node.integer(name, missing);
        return std::clamp<std::int64_t>(at < 0 ? at + rank : at, 0, rank);
    };
    const std::int64_t begin = place("start", 0), end = std::max(begin, place("end", rank));
    const std::vector<double> values(dims.begin() + begin, dims.begin() + end);
    c.give(OnnxConstant(onnx::TensorProto::INT64, {end - begin}, values));
}

void readSize(OnnxCall& c) {
    c.give(OnnxConstant(onnx::TensorProto::INT64, {}, {static_cast<double>(c.flow(0).view.count())}));
}

// Not learning, it lets everything pass, so that its share matters to those who go on learning only. Up to opset 11 it
// is an attribute, from 12 on an input.
void readDropout(OnnxCall& c) {
    c.node.integer("seed", 0); // of chances that are not taken here
    float share = c.node.number("ratio", 0.5F);
    if (const OnnxConstant* ratio = c.constantIfThere(1)) share = static_cast<float>(ratio->only());
    if (!(share >= 0 && share < 1))
        c.node.refuse(ErrorCode::BadFormat, Message::tr("has a ratio that is not 0 to below 1"));
    if (c.isRead(1))
        c.node.refuse(
            ErrorCode::BadFormat,
            Message::tr("gives its mask to other nodes; export the model for evaluation (PyTorch: model.eval())"));
    c.give(c.add(makeLayer({"dropout", {}, 0, 0, {{"share", share}}}), c.flow(0)));
}

// All of its input, or a part of one axis that is a place of its own.
void readExpand(OnnxCall& c) {
    const OnnxFlow& in = c.flow(0);
    const OnnxDims wanted = c.constant(1).integers(), dims = in.view.dims();
    for (std::size_t k = 0; k < wanted.size(); ++k) {
        const bool isThere = k + dims.size() >= wanted.size();
        const std::int64_t extent = isThere ? dims[k + dims.size() - wanted.size()] : 1;
        if (wanted[k] != 1 && wanted[k] != extent)
            c.node.refuse(
                ErrorCode::BadFormat,
                Message::tr("repeats values to the shape %1, which is not supported by itself", text(wanted)));
    }
    OnnxFlow out = in;
    for (std::size_t k = dims.size(); k < wanted.size(); ++k) out.view = out.view.withAxis(0);
    c.give(out);
}

} // namespace

std::span<const OnnxReader> basicReaders() {
    static constexpr OnnxReader all[] = {
        {"Identity", readIdentity},      {"Cast", readCast},        {"Transpose", readTranspose},
        {"Reshape", readReshape, 2},     {"Flatten", readFlatten},  {"Squeeze", readSqueeze, 2},
        {"Unsqueeze", readUnsqueeze, 2}, {"Shape", readShape},      {"Size", readSize},
        {"Dropout", readDropout, 3},     {"Expand", readExpand, 2},
    };
    return all;
}

} // namespace cnn
