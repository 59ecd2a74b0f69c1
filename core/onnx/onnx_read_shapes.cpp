// More or fewer cells: padding, resizing, parts, channels that become cells.
#include "core/layers/axis_copy.h"
#include "core/layers/rearrange.h"
#include "core/layers/resize2d.h"
#include "core/layers/upsample.h"
#include "core/onnx/onnx_readers.h"
#include "core/onnx/onnx_text.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

constexpr std::int64_t largestSide = 65536;

// ---- padding -------------------------------------------------------------------------------------------------------

// For each axis of the file: how many before, then how many behind.
OnnxDims padsOf(OnnxCall& c, std::size_t rank) {
    OnnxDims pads = c.has(1) ? c.constant(1).integers() : c.node.list("pads");
    if (const OnnxConstant* named = c.constantIfThere(3)) {
        const auto axes = axesNamed(c.node, named, rank).value_or(std::vector<std::size_t>{});
        if (pads.size() != 2 * axes.size())
            c.node.refuse(ErrorCode::BadFormat, Message::tr("has pads that do not fit its axes"));
        OnnxDims all(2 * rank, 0);
        for (std::size_t k = 0; k < axes.size(); ++k) {
            all[axes[k]] = pads[k];
            all[axes[k] + rank] = pads[k + axes.size()];
        }
        pads = all;
    }
    if (pads.size() != 2 * rank)
        c.node.refuse(ErrorCode::BadFormat, Message::tr("has %1 pads for %2 axes", pads.size(), rank));
    for (const std::int64_t p : pads)
        if (p < -4096 || p > 4096)
            c.node.refuse(ErrorCode::BadFormat, Message::tr("has %1 in \"pads\"; -4096 to 4096 is supported", p));
    return pads;
}

EdgeKind edgeOf(OnnxCall& c) {
    const std::string mode = c.node.text("mode", "constant");
    if (mode == "constant") return EdgeKind::Constant;
    if (mode == "reflect") return EdgeKind::Reflect;
    if (mode == "edge") return EdgeKind::Edge;
    c.node.refuse(ErrorCode::BadFormat,
                  Message::tr("pads by %1; constant, reflect and edge are supported", inQuotes(mode)));
}

// The layout of a value whose axes are ours as they are; brought into such a form where they are not.
std::vector<int> plainLayout(OnnxCall& c, OnnxFlow& flow) {
    if (const auto layout = flow.view.layout()) return *layout;
    const std::size_t rank = flow.view.rank();
    flow = rank == 2 ? c.asFlat(flow) : rank == 4 ? c.asImage(flow) : c.byChannel(flow, 1);
    return flow.view.layout().value();
}

void readPad(OnnxCall& c) {
    OnnxFlow in = c.flow(0);
    const std::vector<int> layout = plainLayout(c, in);
    const OnnxDims pads = padsOf(c, layout.size());
    const EdgeKind edge = edgeOf(c);
    float value = c.node.number("value", 0);
    if (const OnnxConstant* given = c.constantIfThere(2)) value = static_cast<float>(given->only());
    if (!std::isfinite(value))
        c.node.refuse(ErrorCode::BadFormat, Message::tr("pads with a number that is not finite"));
    int before[4] = {}, after[4] = {};
    for (std::size_t k = 0; k < layout.size(); ++k) {
        before[layout[k]] = static_cast<int>(pads[k]);
        after[layout[k]] = static_cast<int>(pads[k + layout.size()]);
    }
    if (before[0] != 0 || after[0] != 0) c.node.refuse(ErrorCode::BadFormat, Message::tr("adds images to the batch"));
    if (std::ranges::all_of(pads, [](std::int64_t p) { return p == 0; })) return c.give(in);
    const Pad2d::Sides sides{before[2], after[2], before[3], after[3], before[1], after[1]};
    OnnxFlow out = c.add(std::make_unique<Pad2d>(sides, edge, value), in);
    out.view = OnnxView::withLayout(layout, c.shape(out), in.view.batch());
    c.give(out);
}

// ---- resizing ------------------------------------------------------------------------------------------------------

Resize2d::Place placeOf(OnnxCall& c, bool isUpsample) {
    const std::string where = c.node.text("coordinate_transformation_mode", isUpsample ? "asymmetric" : "half_pixel");
    if (where == "half_pixel") return Resize2d::Place::HalfPixel;
    if (where == "pytorch_half_pixel") return Resize2d::Place::TorchHalfPixel;
    if (where == "asymmetric") return Resize2d::Place::Asymmetric;
    if (where == "align_corners") return Resize2d::Place::AlignCorners;
    c.node.refuse(ErrorCode::BadFormat, Message::tr("finds its cells by %1, which is not supported; half_pixel, "
                                                    "pytorch_half_pixel, asymmetric and align_corners are",
                                                    inQuotes(where)));
}

Resize2d::Rounding roundingOf(OnnxCall& c, bool isOld) {
    const std::string how = c.node.text("nearest_mode", isOld ? "floor" : "round_prefer_floor");
    if (how == "round_prefer_floor") return Resize2d::Rounding::HalfDown;
    if (how == "round_prefer_ceil") return Resize2d::Rounding::HalfUp;
    if (how == "floor") return Resize2d::Rounding::Down;
    if (how == "ceil") return Resize2d::Rounding::Up;
    c.node.refuse(ErrorCode::BadFormat, Message::tr("rounds by %1, which is not supported", inQuotes(how)));
}

// One for each axis of the file, or nothing.
std::vector<double> scalesOf(OnnxCall& c, std::size_t rank) {
    const bool isThird = c.node.type() == "Resize" && c.opset >= 11;
    std::vector<double> scales;
    if (const OnnxConstant* given = c.constantIfThere(isThird ? 2 : 1)) scales = given->values();
    for (const float s : c.node.numbers("scales")) scales.push_back(static_cast<double>(s)); // opset 7 and 8
    if (!scales.empty() && scales.size() != rank)
        c.node.refuse(ErrorCode::Mismatch, Message::tr("needs %1 scales, it has %2", rank, scales.size()));
    for (const double s : scales)
        if (!(s > 0 && s <= 1024))
            c.node.refuse(ErrorCode::BadFormat, Message::tr("has a scale that is not above 0 and up to 1024"));
    return scales;
}

// Nearest by one whole factor: for whole factors two ways to say it are the same.
std::optional<int> wholeFactor(const Resize2d::Options& o) {
    const float f = o.rowScale;
    const bool byBeginning = o.place == Resize2d::Place::Asymmetric && o.rounding == Resize2d::Rounding::Down;
    const bool byMiddle = o.place == Resize2d::Place::HalfPixel &&
                          (o.rounding == Resize2d::Rounding::HalfDown || o.rounding == Resize2d::Rounding::HalfUp);
    const bool isWhole = o.rows == 0 && f == o.columnScale && f >= 1 && f <= 1024 && f == std::floor(f);
    if (o.mode != Resize2d::Mode::Nearest || !isWhole || (!byBeginning && !byMiddle)) return std::nullopt;
    return static_cast<int>(f);
}

Resize2d::Options resizeOptions(OnnxCall& c) {
    const bool isUpsample = c.node.type() == "Upsample", isOld = isUpsample || c.opset < 11;
    Resize2d::Options o;
    const std::string mode = c.node.text("mode", "nearest");
    if (mode != "nearest" && mode != "linear" && mode != "bilinear")
        c.node.refuse(ErrorCode::BadFormat,
                      Message::tr("draws between cells by %1; nearest and linear are supported", inQuotes(mode)));
    o.mode = mode == "nearest" ? Resize2d::Mode::Nearest : Resize2d::Mode::Linear;
    o.place = placeOf(c, isOld);
    o.rounding = roundingOf(c, isOld);
    for (const char* name : {"cubic_coeff_a", "extrapolation_value"}) c.node.ignore(name); // of other modes
    c.node.requireInteger("exclude_outside", 0);
    c.node.requireInteger("antialias", 0);
    c.node.requireString("keep_aspect_ratio_policy", "stretch");
    return o;
}

void readResize(OnnxCall& c) {
    OnnxFlow in = c.flow(0);
    const std::vector<int> layout = plainLayout(c, in);
    Resize2d::Options options = resizeOptions(c);
    if (c.node.has("axes")) c.node.refuse(ErrorCode::BadFormat, Message::tr("names its axes, which is not supported"));
    const std::vector<double> scales = scalesOf(c, layout.size());
    const OnnxConstant* given = c.constantIfThere(3);
    const OnnxDims sizes = given ? given->integers() : OnnxDims{};
    if (!scales.empty() && !sizes.empty())
        c.node.refuse(ErrorCode::BadFormat,
                      Message::tr("has both scales and sizes among its inputs; one belongs there"));
    if (scales.empty() && sizes.size() != layout.size())
        c.node.refuse(ErrorCode::BadFormat, Message::tr("has no scales"));
    for (std::size_t k = 0; k < layout.size(); ++k) {
        const std::int64_t extent = in.view.extent(k), size = scales.empty() ? sizes[k] : 0;
        const bool stays = scales.empty() ? size == extent : scales[k] == 1;
        if (layout[k] < 2 && !stays)
            c.node.refuse(ErrorCode::BadFormat, Message::tr("scales other axes than rows and columns"));
        if (scales.empty() && layout[k] >= 2 && (size < 1 || size > largestSide))
            c.node.refuse(ErrorCode::TooLarge, Message::tr("makes a side of %1 cells", size));
        if (layout[k] == 2)
            (scales.empty() ? void(options.rows = int(size)) : void(options.rowScale = float(scales[k])));
        if (layout[k] == 3)
            (scales.empty() ? void(options.columns = int(size)) : void(options.columnScale = float(scales[k])));
    }
    std::unique_ptr<Layer> layer = std::make_unique<Resize2d>(options);
    if (const auto factor = wholeFactor(options); factor && scales.size() > 0)
        layer = std::make_unique<Upsample>(*factor);
    OnnxFlow out = c.add(std::move(layer), in);
    out.view = OnnxView::withLayout(layout, c.shape(out), in.view.batch());
    c.give(out);
}

// ---- parts ---------------------------------------------------------------------------------------------------------

OnnxFlow partOf(OnnxCall& c, const OnnxFlow& in, const std::vector<int>& layout, const std::vector<OnnxSlice>& slices,
                const std::string& suffix) {
    std::array<Slice::Part, 3> parts;
    bool isAll = true;
    for (const OnnxSlice& s : slices) {
        const std::int64_t extent = in.view.extent(s.axis), count = (s.end - s.begin + s.step - 1) / s.step;
        if (s.begin == 0 && s.end == extent && s.step == 1) continue;
        if (layout[s.axis] == 0)
            c.node.refuse(ErrorCode::BadFormat, Message::tr("takes a part of the batch, which is not supported"));
        if (count < 1) c.node.refuse(ErrorCode::BadFormat, Message::tr("takes a part without anything in it"));
        isAll = false;
        parts.at(static_cast<std::size_t>(layout[s.axis] - 1)) = {static_cast<int>(s.begin), static_cast<int>(count),
                                                                  static_cast<int>(s.step)};
    }
    if (isAll) return in;
    OnnxFlow out = c.add(std::make_unique<Slice>(parts), in, {}, suffix);
    out.view = OnnxView::withLayout(layout, c.shape(out), in.view.batch());
    return out;
}

void readSlice(OnnxCall& c) {
    OnnxFlow in = c.flow(0);
    const std::vector<int> layout = plainLayout(c, in);
    OnnxInputs inputs;
    for (std::size_t k = 0; k < c.inputs(); ++k) inputs.push_back(k == 0 ? nullptr : c.constantIfThere(k));
    c.give(partOf(c, in, layout, slicesNamed(c.node, inputs, in.view.dims()), ""));
}

// One place of an axis, which then is gone.
void readGather(OnnxCall& c) {
    OnnxFlow in = c.flow(0);
    const std::vector<int> layout = plainLayout(c, in);
    const std::size_t axis = axisNamed(c.node, c.node.integer("axis", 0), layout.size());
    const OnnxConstant& which = c.constant(1);
    if (which.count() != 1)
        c.node.refuse(ErrorCode::BadFormat,
                      Message::tr("takes values in an order of its own; one place of an axis is supported"));
    const std::int64_t extent = in.view.extent(axis);
    std::int64_t at = which.integers()[0];
    if (at < -extent || at >= extent)
        c.node.refuse(ErrorCode::Mismatch, Message::tr("takes number %1 of %2", at, extent));
    at += at < 0 ? extent : 0;
    OnnxFlow out = partOf(c, in, layout, {{axis, at, at + 1, 1}}, "");
    if (which.dims().empty()) out.view = out.view.without(axis);
    c.give(out);
}

std::vector<std::int64_t> splitCounts(OnnxCall& c, std::int64_t extent) {
    std::vector<std::int64_t> counts = c.has(1) ? c.constant(1).integers() : c.node.list("split");
    const auto outputs = static_cast<std::int64_t>(c.op.out.size());
    c.node.integer("num_outputs", outputs);
    if (counts.empty() && outputs > 0) {
        const std::int64_t each = (extent + outputs - 1) / outputs;
        for (std::int64_t k = 0; k < outputs; ++k) counts.push_back(std::min(each, extent - k * each));
    }
    std::int64_t sum = 0;
    for (const std::int64_t n : counts) sum += n > 0 && n <= extent ? n : extent + 1;
    if (sum != extent || counts.size() != c.op.out.size())
        c.node.refuse(ErrorCode::Mismatch, Message::tr("splits %1 places into %2", extent, text(counts)));
    return counts;
}

void readSplit(OnnxCall& c) {
    OnnxFlow in = c.flow(0);
    const std::vector<int> layout = plainLayout(c, in);
    const std::size_t axis = axisNamed(c.node, c.node.integer("axis", 0), layout.size());
    std::int64_t begin = 0;
    const std::vector<std::int64_t> counts = splitCounts(c, in.view.extent(axis));
    for (std::size_t k = 0; k < counts.size(); begin += counts[k++])
        if (c.isRead(k))
            c.give(partOf(c, in, layout, {{axis, begin, begin + counts[k], 1}}, "." + std::to_string(k + 1)), k);
}

void readDepthToSpace(OnnxCall& c) {
    const OnnxFlow in = c.asImage(c.flow(0));
    const std::int64_t block = c.node.integer("blocksize", 0);
    const std::string order = c.node.text("mode", "DCR");
    if (block < 1 || block > 64 || (order != "DCR" && order != "CRD"))
        c.node.refuse(ErrorCode::BadFormat, Message::tr("makes blocks of %1 by %2", block, inQuotes(order)));
    c.give(c.addImage(std::make_unique<DepthToSpace>(static_cast<int>(block), order == "CRD"), in));
}

} // namespace

std::span<const OnnxReader> shapeReaders() {
    static constexpr OnnxReader all[] = {
        {"Pad", readPad, 4},
        {"Resize", readResize, 4},
        {"Upsample", readResize, 2},
        {"Slice", readSlice, 5},
        {"Gather", readGather, 2},
        {"Split", readSplit, 2},
        {"DepthToSpace", readDepthToSpace},
    };
    return all;
}

} // namespace cnn
