// How layers are written that only move values, or make more or fewer of them.
#include "core/onnx/onnx_notes.h"
#include "core/onnx/onnx_writing.h"

#include <algorithm>
#include <array>

namespace cnn {

using W = OnnxWriting;

void writeFlatten(W& w) {
    w.last("Flatten", {w.in()});
    w.add("axis", std::int64_t{1});
}

void writeReshape(W& w) {
    const Shape& out = w.task.out;
    w.last("Reshape", {w.in(), w.integers("shape", {-1, out.c, out.h, out.w})});
    w.node().set_doc_string(reshapeNote);
}

void writePermute(W& w) {
    w.last("Transpose", {w.in()});
    w.add("perm", OnnxDims{0, w.setting("first") + 1, w.setting("second", 1) + 1, w.setting("third", 2) + 1});
    w.node().set_doc_string(permuteNote);
}

void writeUpsample(W& w) {
    const float factor = w.task.info.setting("factor");
    const std::array<float, 4> scales{1, 1, factor, factor};
    w.last("Resize", {w.in(), "", w.numbers("scales", {4}, scales)});
    w.add("coordinate_transformation_mode", "asymmetric");
    w.add("mode", "nearest");
    w.add("nearest_mode", "floor");
}

void writeResize(W& w) {
    constexpr const char* places[] = {"half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"};
    constexpr const char* roundings[] = {"round_prefer_floor", "round_prefer_ceil", "floor", "ceil"};
    const Shape& out = w.task.out;
    const std::array<float, 4> scales{1, 1, w.task.info.setting("row_scale", 1),
                                      w.task.info.setting("column_scale", 1)};
    std::vector<std::string> inputs{w.in(), ""};
    if (w.setting("rows") > 0 || w.setting("columns") > 0) {
        // The batch is free, so that its size is taken from the value itself.
        const std::string shape = w.before("shape", "Shape", {w.in()});
        const std::string whole = w.before("whole", "Slice", {shape, w.integers("begin", {0}), w.integers("end", {2})});
        inputs.insert(inputs.end(), {"", w.before("sizes", "Concat", {whole, w.integers("size", {out.h, out.w})})});
        w.add("axis", std::int64_t{0});
    } else {
        inputs.push_back(w.numbers("scales", {4}, scales));
    }
    w.last("Resize", inputs);
    w.add("coordinate_transformation_mode", places[w.setting("place")]);
    w.add("mode", w.setting("mode") == 0 ? "nearest" : "linear");
    w.add("nearest_mode", roundings[w.setting("rounding")]);
}

void writePad(W& w) {
    constexpr const char* modes[] = {"constant", "reflect", "edge"};
    const auto side = [&](const char* key) { return static_cast<std::int64_t>(w.setting(key)); };
    OnnxDims pads{0, side("front"), side("top"), side("left"), 0, side("back"), side("bottom"), side("right")};
    if (w.isFlat()) pads = {0, side("front"), 0, side("back")};
    const std::string sides = w.integers("pads", pads);
    w.last("Pad", {w.in(), sides, w.number("value", w.task.info.setting("value"))});
    w.add("mode", modes[w.setting("mode")]);
}

void writeSlice(W& w) {
    constexpr const char* keys[3][3] = {{"first_channel", "channels", "channel_step"},
                                        {"first_row", "rows", "row_step"},
                                        {"first_column", "columns", "column_step"}};
    const int extents[] = {w.task.in[0].c, w.task.in[0].h, w.task.in[0].w};
    OnnxDims begins, ends, axes, steps;
    for (int k = 0; k < (w.isFlat() ? 1 : 3); ++k) {
        const int first = w.setting(keys[k][0]), count = w.setting(keys[k][1]), step = w.setting(keys[k][2], 1);
        begins.push_back(first);
        ends.push_back(count == 0 ? extents[k] : std::min(extents[k], first + (count - 1) * step + 1));
        axes.push_back(k + 1);
        steps.push_back(step);
    }
    w.last("Slice", {w.in(), w.integers("begins", begins), w.integers("ends", ends), w.integers("axes", axes),
                     w.integers("steps", steps)});
}

void writeDepthToSpace(W& w) {
    w.last("DepthToSpace", {w.in()});
    w.add("blocksize", std::int64_t{w.setting("block", 1)});
    w.add("mode", w.setting("order") == 0 ? "DCR" : "CRD");
}

} // namespace cnn
