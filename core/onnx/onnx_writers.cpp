#include "core/layers/affine.h"
#include "core/layers/catalog.h"
#include "core/layers/partial_conv2d.h"
#include "core/layers/subsample.h"
#include "core/onnx/onnx_notes.h"
#include "core/onnx/onnx_writing.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cnn {
namespace {

using W = OnnxWriting;

// ---- windows -------------------------------------------------------------------------------------------------------

void addWindow(W& w, bool withDilation = true) {
    const Window& window = w.task.info.window.value();
    const Axis &y = window.y, &x = window.x;
    w.add("kernel_shape", OnnxDims{y.kernel, x.kernel});
    w.add("strides", OnnxDims{y.stride, x.stride});
    w.add("pads", OnnxDims{y.padBefore, x.padBefore, y.padAfter, x.padAfter});
    if (withDilation) w.add("dilations", OnnxDims{y.dilation, x.dilation});
}

std::vector<std::string> convInputs(W& w, const OnnxDims& firstDims) {
    const Window& window = w.task.info.window.value();
    const OnnxDims dims{firstDims[0], firstDims[1], window.y.kernel, window.x.kernel};
    std::vector<std::string> inputs{w.in(), w.parameter(0, dims)};
    if (w.task.layer->parameters().size() > 1) inputs.push_back(w.parameter(1, {w.task.info.outputs}));
    return inputs;
}

void writeConv(W& w) {
    const int groups = w.setting("groups", 1);
    w.last("Conv", convInputs(w, {w.task.info.outputs, w.task.info.inputs / groups}));
    addWindow(w);
    w.add("group", std::int64_t{groups});
}

void writeConvTranspose(W& w) {
    const int groups = w.setting("groups", 1);
    w.last("ConvTranspose", convInputs(w, {w.task.info.inputs, w.task.info.outputs / groups}));
    addWindow(w);
    w.add("group", std::int64_t{groups});
    const OnnxDims added{w.setting("rows_added"), w.setting("columns_added")};
    if (added != OnnxDims{0, 0}) w.add("output_padding", added);
}

// The weight as the operator wants it, of which the layer keeps fewer numbers.
void writeFull(W& w, const Tensor& weight, const OnnxDims& firstDims) {
    const Window& window = w.task.info.window.value();
    const OnnxDims dims{firstDims[0], firstDims[1], window.y.kernel, window.x.kernel};
    if (!weight.allFinite()) throw OnnxRefusal{ErrorCode::Diverged, Message::tr("holds numbers that are not finite")};
    const std::string name = w.numbers("weight", dims, weight.values());
    w.last("Conv", {w.in(), name, w.parameter(1, {w.task.info.outputs})});
    addWindow(w);
}

void writePartialConv(W& w) {
    const LayerInfo& info = w.task.info;
    writeFull(w, static_cast<const PartialConv2d&>(*w.task.layer).fullWeight(), {info.outputs, info.inputs});
    w.add("group", std::int64_t{1});
    std::string note = connectionsNote;
    for (const std::vector<int>& read : info.connections) {
        std::string word(static_cast<std::size_t>(info.inputs), '0');
        for (const int c : read) word[static_cast<std::size_t>(c)] = '1';
        note += ' ' + word;
    }
    w.node().set_doc_string(note);
}

void writeSubsample(W& w) {
    writeFull(w, static_cast<const Subsample&>(*w.task.layer).fullWeight(), {w.task.info.outputs, 1});
    w.add("group", std::int64_t{w.task.info.outputs});
    w.node().set_doc_string(subsampleNote);
}

void addCeil(W& w) {
    if (w.setting("ceil") != 0) w.add("ceil_mode", std::int64_t{1});
}

void writeMaxPool(W& w) {
    w.last("MaxPool", {w.in()});
    addWindow(w);
    addCeil(w);
}

void writeAveragePool(W& w) {
    const Window& window = w.task.info.window.value();
    const bool isDilated = window.y.dilation != 1 || window.x.dilation != 1;
    w.last("AveragePool", {w.in()});
    addWindow(w, isDilated);
    addCeil(w);
    w.add("count_include_pad", std::int64_t{w.setting("count_padding", 1)});
    if (isDilated) w.needOpset(19); // averages know dilation since then
}

template<bool largest> void writeGlobalPool(W& w) {
    w.last(largest ? "GlobalMaxPool" : "GlobalAveragePool", {w.in()});
}

// ONNX has no pooling to a given size; where all windows are alike, one that comes to it.
template<bool largest> void writeAdaptivePool(W& w) {
    const Shape &in = w.task.in[0], &out = w.task.out;
    if (in.h % out.h != 0 || in.w % out.w != 0)
        W::refuse(Message::tr("divides %1 into windows of different sizes, which ONNX does not know", text(in)));
    w.last(largest ? "MaxPool" : "AveragePool", {w.in()});
    const OnnxDims window{in.h / out.h, in.w / out.w};
    w.add("kernel_shape", window);
    w.add("strides", window);
    w.node().set_doc_string(adaptiveNote);
}

// ---- along channels ------------------------------------------------------------------------------------------------

// Of a number a channel, where it is joined to values.
OnnxDims channelDims(W& w, int channels) {
    return w.isFlat() ? OnnxDims{channels} : OnnxDims{channels, 1, 1};
}

void writeDense(W& w) {
    const LayerInfo& info = w.task.info;
    w.last("Gemm", {w.in(), w.parameter(0, {info.outputs, info.inputs}), w.parameter(1, {info.outputs})});
    w.add("transB", std::int64_t{1});
}

void writeBatchNorm(W& w) {
    std::vector<std::string> inputs{w.in()};
    for (std::size_t k = 0; k < 4; ++k) inputs.push_back(w.parameter(k, {w.task.info.inputs}));
    w.last("BatchNormalization", inputs);
    w.add("epsilon", w.task.info.setting("eps"));
    w.add("momentum", 1 - w.task.info.setting("momentum"));
}

void writeInstanceNorm(W& w) {
    const OnnxDims dims{w.task.info.inputs};
    w.last("InstanceNormalization", {w.in(), w.parameter(0, dims), w.parameter(1, dims)});
    w.add("epsilon", w.task.info.setting("eps"));
}

void writeLrn(W& w) {
    w.last("LRN", {w.in()});
    w.add("size", std::int64_t{w.setting("size")});
    w.add("alpha", w.task.info.setting("alpha"));
    w.add("beta", w.task.info.setting("beta"));
    w.add("bias", w.task.info.setting("k"));
}

void writePRelu(W& w) {
    const OnnxDims dims = w.setting("shared") != 0 ? OnnxDims{} : channelDims(w, w.task.info.inputs);
    w.last("PRelu", {w.in(), w.parameter(0, dims)});
}

void writeAffine(W& w) {
    const auto per = static_cast<AffinePer>(w.setting("per"));
    const Shape& in = w.task.in[0];
    OnnxDims dims = channelDims(w, in.c);
    if (per == AffinePer::All) dims.clear();
    if (per == AffinePer::Value && !w.isFlat()) dims = {in.c, in.h, in.w};
    const std::string product = w.before("product", "Mul", {w.in(), w.parameter(0, dims)});
    w.last("Add", {product, w.parameter(1, dims)});
}

template<bool logarithm> void writeSoftmax(W& w) {
    w.last(logarithm ? "LogSoftmax" : "Softmax", {w.in()});
    w.add("axis", std::int64_t{1});
}

void writeConcat(W& w) {
    std::vector<std::string> inputs;
    for (const OnnxWritten& read : w.task.reads) inputs.push_back(read.name);
    w.last("Concat", inputs);
    w.add("axis", std::int64_t{w.setting("axis") + 1});
}

// ---- value by value ------------------------------------------------------------------------------------------------

void writeScaledTanh(W& w) {
    const OnnxSpelling& spelling = factsOf("scaledtanh").onnx;
    const std::string before = w.before("in", "Mul", {w.in(), w.number("in.factor", spelling.scaleBefore)});
    const std::string inner = w.before("inner", "Tanh", {before});
    w.last("Mul", {inner, w.number("factor", spelling.scaleAfter)});
}

void writeClip(W& w) {
    w.last("Clip",
           {w.in(), w.number("low", w.task.info.setting("low")), w.number("high", w.task.info.setting("high"))});
}

void writeHardSigmoid(W& w) {
    w.last("HardSigmoid", {w.in()});
    w.add("alpha", w.task.info.setting("alpha"));
    w.add("beta", w.task.info.setting("beta"));
}

void writeHardSwish(W& w) {
    w.last("HardSwish", {w.in()});
    w.needOpset(14);
}

void writeSilu(W& w) {
    w.last("Mul", {w.in(), w.before("sigmoid", "Sigmoid", {w.in()})});
}

// As exporters do: ONNX has an operator for it only since opset 20.
void writeGelu(W& w) {
    const auto root = static_cast<float>(std::numbers::sqrt2);
    const std::string scaled = w.before("scaled", "Div", {w.in(), w.number("root", root)});
    const std::string bent = w.before("erf", "Erf", {scaled});
    const std::string sum = w.before("sum", "Add", {bent, w.number("one", 1)});
    const std::string product = w.before("product", "Mul", {w.in(), sum});
    w.last("Mul", {product, w.number("half", 0.5F)});
}

void writeGeluTanh(W& w) {
    w.last("Gelu", {w.in()});
    w.add("approximate", "tanh");
    w.needOpset(20);
}

void writeDropout(W& w) {
    w.last("Dropout", {w.in(), w.number("ratio", w.task.info.setting("share"))});
}

void writeJoin(W& w) {
    if (w.task.reads.size() == 1) {
        w.last("Identity", {w.in()});
        return;
    }
    const char* op = factsOf(w.task.info.kind).onnx.name;
    std::string value = w.in();
    for (std::size_t k = 1; k + 1 < w.task.reads.size(); ++k)
        value = w.before(std::to_string(k).c_str(), op, {value, w.in(k)});
    w.last(op, {value, w.in(w.task.reads.size() - 1)});
}

// What stands in the layer's facts.
void writeSpelled(W& w) {
    const OnnxSpelling& spelling = factsOf(w.task.info.kind).onnx;
    w.last(spelling.name, {w.in()});
    if (spelling.attribute) w.add(spelling.attribute, w.task.info.setting(spelling.setting));
}

} // namespace

// ---- shapes: onnx_write_shapes.cpp ---------------------------------------------------------------------------------

void writeFlatten(W& w);
void writeReshape(W& w);
void writePermute(W& w);
void writeUpsample(W& w);
void writeResize(W& w);
void writePad(W& w);
void writeSlice(W& w);
void writeDepthToSpace(W& w);

namespace {

struct WriterOf {
    const char* kind; // LayerInfo::kind
    OnnxWriter write;
};
constexpr WriterOf writers[] = {
    {"conv2d", writeConv},
    {"partialconv2d", writePartialConv},
    {"subsample", writeSubsample},
    {"convtranspose2d", writeConvTranspose},
    {"maxpool2d", writeMaxPool},
    {"avgpool2d", writeAveragePool},
    {"globalavgpool", writeGlobalPool<false>},
    {"globalmaxpool", writeGlobalPool<true>},
    {"adaptiveavgpool2d", writeAdaptivePool<false>},
    {"adaptivemaxpool2d", writeAdaptivePool<true>},
    {"dense", writeDense},
    {"batchnorm2d", writeBatchNorm},
    {"instancenorm2d", writeInstanceNorm},
    {"lrn", writeLrn},
    {"prelu", writePRelu},
    {"affine", writeAffine},
    {"softmax", writeSoftmax<false>},
    {"logsoftmax", writeSoftmax<true>},
    {"concat", writeConcat},
    {"scaledtanh", writeScaledTanh},
    {"clip", writeClip},
    {"hardsigmoid", writeHardSigmoid},
    {"hardswish", writeHardSwish},
    {"silu", writeSilu},
    {"gelu", writeGelu},
    {"gelutanh", writeGeluTanh},
    {"dropout", writeDropout},
    {"add", writeJoin},
    {"sub", writeJoin},
    {"mul", writeJoin},
    {"div", writeJoin},
    {"flatten", writeFlatten},
    {"reshape", writeReshape},
    {"permute", writePermute},
    {"upsample", writeUpsample},
    {"resize2d", writeResize},
    {"pad2d", writePad},
    {"slice", writeSlice},
    {"depthtospace", writeDepthToSpace},
};

} // namespace

OnnxWriter operatorForLayer(const std::string& kind) {
    const auto* found =
        std::ranges::find(writers, std::string_view(kind), [](const WriterOf& w) { return std::string_view(w.kind); });
    if (found != std::end(writers)) return found->write;
    return factsOf(kind).onnx.name ? writeSpelled : nullptr;
}

} // namespace cnn
