#include "core/layers/axis_copy.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace cnn {
namespace {

constexpr int largestPadded = 65536;
Message axisInWords(std::size_t axis) {
    return axis == 0 ? Message::tr("channels") : axis == 1 ? Message::tr("rows") : Message::tr("columns");
}

std::array<int, 3> extents(const Shape& s) {
    return {s.c, s.h, s.w};
}

Error doesNotFit(const Message& sentence) {
    return {ErrorCode::DoesNotFit, sentence};
}

} // namespace

// ---- any of them ---------------------------------------------------------------------------------------------------

Expected<Shape> AxisCopy::outputShape(const Shape& in) const {
    const auto from = sources(in);
    if (!from) return from.error();
    const auto size = [&](std::size_t axis) { return static_cast<int>((*from)[axis].size()); };
    return Shape{size(0), size(1), size(2), in.n};
}

void AxisCopy::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    const AxisSources from = *sources(in.shape());
    out.reshapeTo(*outputShape(in.shape()));
    const Shape& s = out.shape();
    const auto images = static_cast<std::size_t>(s.n);
    float* to = out.data();
    for (const int c : from[0])
        for (const int y : from[1])
            for (std::size_t x = 0; x < from[2].size();) {
                if (c < 0 || y < 0 || from[2][x] < 0) {
                    to = std::fill_n(to, images, constant());
                    ++x;
                    continue;
                }
                std::size_t end = x + 1; // as many as stand side by side
                while (end < from[2].size() && from[2][end] == from[2][end - 1] + 1) ++end;
                to = std::copy_n(in.data() + in.offset(c, y, from[2][x]), (end - x) * images, to);
                x = end;
            }
}

void AxisCopy::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                        Gradients&) const {
    if (!dIn) return;
    const AxisSources from = *sources(in.shape());
    dIn->reshapeTo(in.shape());
    dIn->fill(0);
    const int images = in.shape().n;
    const float* d = dOut.data();
    for (const int c : from[0])
        for (const int y : from[1])
            for (const int x : from[2]) {
                if (c >= 0 && y >= 0 && x >= 0) ArrayView(&dIn->at(c, y, x), images) += ConstArrayView(d, images);
                d += images;
            }
}

// ---- padding -------------------------------------------------------------------------------------------------------

namespace {

constexpr LayerSetting padSetting(const char* key, const char* label, float usual) {
    return {
        .key = key, .label = label, .missing = 0, .usual = usual, .low = -4096, .high = 4096, .offered = 16, .step = 1};
}
constexpr const char* edgeNames[] = {"constant", "reflect", "edge"};
constexpr LayerSetting padSettings[] = {padSetting("top", "Rows above", 1),
                                        padSetting("bottom", "Rows below", 1),
                                        padSetting("left", "Columns left", 1),
                                        padSetting("right", "Columns right", 1),
                                        padSetting("front", "Channels before", 0),
                                        padSetting("back", "Channels behind", 0),
                                        choiceSetting("mode", "Filled with", edgeNames),
                                        {.key = "value",
                                         .label = "The constant",
                                         .missing = 0,
                                         .usual = 0,
                                         .low = -3.4e38F,
                                         .high = 3.4e38F,
                                         .offered = 10,
                                         .step = 0.5F}};

int edgeSource(EdgeKind edge, int i, int inputs) {
    if (i >= 0 && i < inputs) return i;
    if (edge == EdgeKind::Constant) return -1;
    if (edge == EdgeKind::Edge) return std::clamp(i, 0, inputs - 1);
    return i < 0 ? -i : 2 * (inputs - 1) - i;
}

Expected<std::vector<int>> paddedAxis(EdgeKind edge, int before, int after, int inputs, const Message& cells) {
    const std::int64_t size = static_cast<std::int64_t>(inputs) + before + after;
    if (size < 1) return doesNotFit(Message::tr("This padding takes away all of the %1.", cells));
    if (size > largestPadded)
        return Error(ErrorCode::TooLarge, Message::tr("Padding gives more than 65,536 cells a side."));
    const bool cropsAll = before < -(inputs - 1) || after < -(inputs - 1); // nothing is left to be repeated
    if (edge != EdgeKind::Constant && cropsAll)
        return doesNotFit(Message::tr("This padding takes away all of the %1.", cells));
    if (edge == EdgeKind::Reflect && std::max(before, after) >= inputs)
        return doesNotFit(Message::tr("Reflect padding of %1 needs at least %2 %3, the input has %4.",
                                      std::max(before, after), std::max(before, after) + 1, cells, inputs));
    std::vector<int> from;
    for (int i = -before; i < inputs + after; ++i) from.push_back(edgeSource(edge, i, inputs));
    return from;
}

int wholeSetting(const LayerInfo& info, const char* key) {
    return static_cast<int>(info.setting(key));
}

} // namespace

LayerKind Pad2d::facts() {
    return {.kind = "pad2d",
            .title = "Padding",
            .name = "pad",
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                const auto at = [&](const char* key) { return wholeSetting(i, key); };
                const Sides sides{at("top"), at("bottom"), at("left"), at("right"), at("front"), at("back")};
                return std::make_unique<Pad2d>(sides, static_cast<EdgeKind>(at("mode")), i.setting("value"));
            },
            .formula = "cells around each map",
            .cost = "No weights",
            .sign = Sign::Any,
            .made = Made::Linear,
            .settings = padSettings,
            .ownMaps = true,
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "Pad"}};
}

LayerInfo Pad2d::info() const {
    const auto number = [](int i) { return static_cast<float>(i); };
    return {"pad2d",
            {},
            0,
            0,
            {{"top", number(m_sides.top)},
             {"bottom", number(m_sides.bottom)},
             {"left", number(m_sides.left)},
             {"right", number(m_sides.right)},
             {"front", number(m_sides.front)},
             {"back", number(m_sides.back)},
             {"mode", number(static_cast<int>(m_edge))},
             {"value", m_value}}};
}

Expected<AxisSources> Pad2d::sources(const Shape& in) const {
    const std::array<std::array<int, 2>, 3> sides{
        {{m_sides.front, m_sides.back}, {m_sides.top, m_sides.bottom}, {m_sides.left, m_sides.right}}};
    AxisSources all;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        auto from = paddedAxis(m_edge, sides.at(axis)[0], sides.at(axis)[1], extents(in).at(axis), axisInWords(axis));
        if (!from) return from.error();
        all.at(axis) = std::move(*from);
    }
    return all;
}

// ---- a part --------------------------------------------------------------------------------------------------------

namespace {

constexpr LayerSetting firstSetting(const char* key, const char* label) {
    return {.key = key, .label = label, .missing = 0, .usual = 0, .low = 0, .high = 1e7F, .offered = 4096, .step = 1};
}
constexpr LayerSetting stepSetting(const char* key, const char* label) {
    return {.key = key, .label = label, .missing = 1, .usual = 1, .low = 1, .high = 65536, .offered = 8, .step = 1};
}
constexpr LayerSetting sliceSettings[] = {firstSetting("first_channel", "First channel"),
                                          firstSetting("channels", "Channels (0: all)"),
                                          stepSetting("channel_step", "Every so manieth channel"),
                                          firstSetting("first_row", "First row"),
                                          firstSetting("rows", "Rows (0: all)"),
                                          stepSetting("row_step", "Every so manieth row"),
                                          firstSetting("first_column", "First column"),
                                          firstSetting("columns", "Columns (0: all)"),
                                          stepSetting("column_step", "Every so manieth column")};

} // namespace

LayerKind Slice::facts() {
    return {.kind = "slice",
            .title = "Slice",
            .name = "slice",
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                std::array<Part, 3> parts;
                for (std::size_t a = 0; a < 3; ++a)
                    parts.at(a) = {wholeSetting(i, sliceSettings[3 * a].key),
                                   wholeSetting(i, sliceSettings[3 * a + 1].key),
                                   static_cast<int>(i.setting(sliceSettings[3 * a + 2].key, 1))};
                return std::make_unique<Slice>(parts);
            },
            .formula = "a part of its input",
            .cost = "No weights",
            .sign = Sign::Kept,
            .settings = sliceSettings,
            .ownMaps = true,
            .copies = true,
            .source =
                [](const LayerInfo& i, const Shape&, const ValuePlace& out) {
                    const auto from = [&](std::size_t axis, int at) {
                        return wholeSetting(i, sliceSettings[3 * axis].key) +
                               at * static_cast<int>(i.setting(sliceSettings[3 * axis + 2].key, 1));
                    };
                    return ValuePlace{from(0, out.c), from(1, out.y), from(2, out.x)};
                },
            .onnx = {.name = "Slice"}};
}

LayerInfo Slice::info() const {
    LayerInfo info{"slice", {}};
    for (std::size_t a = 0; a < 3; ++a) {
        const Part& part = m_parts.at(a);
        const int numbers[] = {part.first, part.count, part.step};
        for (std::size_t k = 0; k < 3; ++k)
            info.settings.push_back({sliceSettings[3 * a + k].key, static_cast<float>(numbers[k])});
    }
    return info;
}

Expected<AxisSources> Slice::sources(const Shape& in) const {
    AxisSources all;
    for (std::size_t a = 0; a < 3; ++a) {
        const Part& part = m_parts.at(a);
        const int inputs = extents(in).at(a);
        const bool begins = part.first >= 0 && part.first < inputs && part.step >= 1 && part.count >= 0;
        const int there = begins ? (inputs - part.first - 1) / part.step + 1 : 0;
        const int count = part.count == 0 ? there : part.count;
        if (!begins || count > there)
            return doesNotFit(Message::tr("A slice of %1 %2 from %3 on, in steps of %4, does not fit the input's %5.",
                                          part.count, axisInWords(a), part.first, part.step, inputs));
        for (int i = 0; i < count; ++i) all.at(a).push_back(part.first + i * part.step);
    }
    return all;
}

} // namespace cnn
