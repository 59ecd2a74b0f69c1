// Operators as in https://onnx.ai/onnx/operators/, opset 7 to 21.
#include "core/onnx/onnx_table.h"

#include "core/layers/catalog.h"
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/dropout.h"
#include "core/layers/partial_conv2d.h"
#include "core/layers/subsample.h"
#include "core/layers/upsample.h"
#include "core/tensor/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

namespace cnn {
namespace {

onnx::AttributeProto& add(onnx::NodeProto& node, const char* name, onnx::AttributeProto::AttributeType type) {
    onnx::AttributeProto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(type);
    return attribute;
}

void addInteger(onnx::NodeProto& node, const char* name, std::int64_t value) {
    add(node, name, onnx::AttributeProto::INT).set_i(value);
}

void addText(onnx::NodeProto& node, const char* name, const char* value) {
    add(node, name, onnx::AttributeProto::STRING).set_s(value);
}

void addIntegers(onnx::NodeProto& node, const char* name, std::initializer_list<int> values) {
    auto& attribute = add(node, name, onnx::AttributeProto::INTS);
    for (const int value : values) attribute.add_ints(value);
}

void writeWindow(const Window& w, onnx::NodeProto& node) {
    addIntegers(node, "kernel_shape", {w.y.kernel, w.x.kernel});
    addIntegers(node, "strides", {w.y.stride, w.x.stride});
    addIntegers(node, "pads", {w.y.padBefore, w.x.padBefore, w.y.padAfter, w.x.padAfter});
}

void writeDilatedWindow(const Window& w, onnx::NodeProto& node) {
    writeWindow(w, node);
    addIntegers(node, "dilations", {w.y.dilation, w.x.dilation});
}

constexpr int usualOpset = 13;

void addNumber(onnx::NodeProto& node, const char* name, float value) {
    add(node, name, onnx::AttributeProto::FLOAT).set_f(value);
}

// What stands in the layer's facts.
int writeSpelled(const Layer& layer, onnx::NodeProto& node) {
    const LayerInfo info = layer.info();
    const OnnxSpelling& spelling = factsOf(info.kind).onnx;
    if (spelling.attribute) addNumber(node, spelling.attribute, info.setting(spelling.setting));
    return usualOpset;
}

int writeConv(const Layer& layer, onnx::NodeProto& node) {
    writeDilatedWindow(layer.info().window.value(), node);
    addInteger(node, "group", 1);
    return usualOpset;
}

// Notes that tell our reader what the operator does not say; for all others the zeros and equal weights compute the
// same without them.
constexpr const char* subsampleNote = "subsample";
const std::string connectionsNote = "connections"; // then a word an output, of one 0 or 1 a channel

int writeSubsample(const Layer& layer, onnx::NodeProto& node) {
    writeDilatedWindow(layer.info().window.value(), node);
    addInteger(node, "group", layer.info().outputs);
    node.set_doc_string(subsampleNote);
    return usualOpset;
}

int writePartialConv(const Layer& layer, onnx::NodeProto& node) {
    const LayerInfo info = layer.info();
    std::string note = connectionsNote;
    for (const std::vector<int>& read : info.connections) {
        std::string word(static_cast<std::size_t>(info.inputs), '0');
        for (const int c : read) word[static_cast<std::size_t>(c)] = '1';
        note += ' ' + word;
    }
    node.set_doc_string(note);
    return writeConv(layer, node);
}

int writeMaxPool(const Layer& layer, onnx::NodeProto& node) {
    writeDilatedWindow(layer.info().window.value(), node);
    return usualOpset;
}

int writeAveragePool(const Layer& layer, onnx::NodeProto& node) {
    const Window w = layer.info().window.value();
    const bool isDilated = w.y.dilation != 1 || w.x.dilation != 1;
    isDilated ? writeDilatedWindow(w, node) : writeWindow(w, node);
    addInteger(node, "count_include_pad", 1);
    return isDilated ? 19 : usualOpset; // averages know dilation since opset 19
}

int writeFlatten(const Layer&, onnx::NodeProto& node) {
    addInteger(node, "axis", 1);
    return usualOpset;
}

int writeResize(const Layer&, onnx::NodeProto& node) {
    addText(node, "coordinate_transformation_mode", "asymmetric");
    addText(node, "mode", "nearest");
    addText(node, "nearest_mode", "floor");
    return usualOpset;
}

std::vector<OnnxConstant> resizeConstants(const Layer& layer) {
    const float factor = layer.info().setting("factor");
    const OnnxConstant noRegion;
    return {noRegion, {"scales", {1, 1, factor, factor}}};
}

int writeGemm(const Layer&, onnx::NodeProto& node) {
    addInteger(node, "transB", 1);
    return usualOpset;
}

// A sentence as what follows a semicolon, and the full stop of which comes later.
std::string sentencePart(const Error& error) {
    std::string part = error.what();
    if (!part.empty()) part[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(part[0])));
    if (part.ends_with('.')) part.pop_back();
    return part;
}

std::unique_ptr<Layer> readSpelled(OnnxNode& node, int, const LayerKind& kind) {
    node.requireInputs(1);
    LayerInfo info{kind.kind, {}};
    const OnnxSpelling& spelling = kind.onnx;
    if (spelling.attribute) info.settings = {{spelling.setting, node.number(spelling.attribute, spelling.missing)}};
    if (const auto misfit = settingMisfit(info))
        node.refuse(ErrorCode::BadFormat, "has the " + std::string(spelling.attribute) + " " +
                                              shortest(info.settings[0].value) + "; " + sentencePart(*misfit));
    return makeLayer(info);
}

void copyParameter(OnnxNode& node, int input, Layer& layer, std::size_t index) {
    Parameter& parameter = layer.parameters()[index];
    node.copyWeights(input, onnxDims(layer.info(), parameter), parameter.value.values());
}

// Each channel by itself, its weights all the same: a trainable subsampling. The weight holds one kernel a channel.
std::unique_ptr<Layer> readSubsample(OnnxNode& node, const OnnxDims& dims, const Window& window) {
    const auto channels = static_cast<int>(dims[0]);
    auto layer = std::make_unique<Subsample>(channels, window);
    Tensor full = layer->fullWeight();
    node.copyWeights(1, dims, full.values());
    const std::size_t cells = full.size() / static_cast<std::size_t>(channels);
    for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c) {
        const auto kernel = full.values().subspan(c * cells, cells);
        if (std::any_of(kernel.begin(), kernel.end(), [&](float w) { return w != kernel[0]; }))
            node.refuse(ErrorCode::BadFormat, "convolves each channel by itself; that is supported only when all "
                                              "weights of a channel are the same");
        layer->parameters()[0].value.data()[c] = kernel[0];
    }
    if (node.hasInput(2)) copyParameter(node, 2, *layer, 1);
    return layer;
}

// The table in our note, if there is one that belongs to these weights; other notes are comments.
Connections notedConnections(const std::string& note, const OnnxDims& dims) {
    std::istringstream words(note);
    std::string word;
    if (!(words >> word) || word != connectionsNote) return {};
    Connections connections;
    while (words >> word) {
        if (static_cast<std::int64_t>(word.size()) != dims[1]) return {};
        std::vector<int>& read = connections.emplace_back();
        for (std::size_t c = 0; c < word.size(); ++c)
            if (word[c] == '1') read.push_back(static_cast<int>(c));
    }
    const bool fits = static_cast<std::int64_t>(connections.size()) == dims[0] &&
                      !connectionMisfit(connections, static_cast<int>(dims[1]));
    return fits ? connections : Connections{};
}

// The same weights without those of connections that do not exist; null when one of them is not zero.
std::unique_ptr<Layer> partialFrom(const Conv2d& conv, const Connections& connections) {
    const LayerInfo info = conv.info();
    auto layer = std::make_unique<PartialConv2d>(info.inputs, connections, info.window.value());
    const auto full = conv.weight().values();
    const std::size_t cells = full.size() / static_cast<std::size_t>(info.inputs * info.outputs);
    float* to = layer->parameters()[0].value.data();
    for (std::size_t o = 0; o < connections.size(); ++o)
        for (const int c : connections[o])
            to = std::copy_n(full.data() +
                                 (o * static_cast<std::size_t>(info.inputs) + static_cast<std::size_t>(c)) * cells,
                             cells, to);
    if (!std::equal(full.begin(), full.end(), layer->fullWeight().data())) return nullptr;
    layer->parameters()[1].value = static_cast<const Layer&>(conv).parameters()[1].value;
    return layer;
}

std::unique_ptr<Layer> readConv(OnnxNode& node, int, const LayerKind&) {
    node.requireInputs(3);
    const std::int64_t group = node.integer("group", 1);
    const OnnxDims dims = node.weightDims(1, 4);
    const Window window = node.window({dims[2], dims[3]});
    const bool hasBias = node.hasInput(2);
    if (hasBias) node.weightDims(2, 1);
    const bool byChannel = group == dims[0] && dims[1] == 1 && (group > 1 || node.note() == subsampleNote);
    if (byChannel) return readSubsample(node, dims, window);
    node.requireInteger("group", 1);
    auto layer = std::make_unique<Conv2d>(static_cast<int>(dims[1]), static_cast<int>(dims[0]), window, hasBias);
    copyParameter(node, 1, *layer, 0);
    if (hasBias) copyParameter(node, 2, *layer, 1);
    if (const Connections connections = notedConnections(node.note(), dims); hasBias && !connections.empty())
        if (auto partial = partialFrom(*layer, connections)) return partial;
    return layer;
}

template<class L> Tensor fullWeight(const Layer& layer) {
    return static_cast<const L&>(layer).fullWeight();
}

std::unique_ptr<Layer> readMaxPool(OnnxNode& node, int, const LayerKind& kind) {
    node.requireInputs(1);
    node.requireInteger("ceil_mode", 0);
    node.requireInteger("storage_order", 0);
    return makeLayer({kind.kind, node.window({}), 0, 0});
}

std::unique_ptr<Layer> readAveragePool(OnnxNode& node, int, const LayerKind& kind) {
    node.requireInputs(1);
    node.requireInteger("ceil_mode", 0);
    const Window w = node.window({});
    const bool isPadded = w.y.padBefore + w.y.padAfter + w.x.padBefore + w.x.padAfter > 0;
    if (node.integer("count_include_pad", 0) != 1 && isPadded)
        node.refuse(ErrorCode::BadFormat,
                    "leaves padding out of its averages; only count_include_pad = 1 is supported");
    return makeLayer({kind.kind, w, 0, 0});
}

// For whole factors two ways to say "nearest" are the same: the middle of an output cell lies in the input cell that
// its beginning lies in, and never on an edge.
bool isNearest(OnnxNode& node) {
    const std::string where = node.text("coordinate_transformation_mode", "half_pixel");
    const std::string how = node.text("nearest_mode", "round_prefer_floor");
    const bool byBeginning = where == "asymmetric" && how == "floor";
    const bool byMiddle = where == "half_pixel" && (how == "round_prefer_floor" || how == "round_prefer_ceil");
    return node.text("mode", "nearest") == "nearest" && (byBeginning || byMiddle);
}

std::unique_ptr<Layer> readResize(OnnxNode& node, int, const LayerKind&) {
    node.requireInputs(3);
    node.requireNumber("cubic_coeff_a", -0.75F); // PyTorch writes it, nearest does not use it
    if (!isNearest(node))
        node.refuse(ErrorCode::BadFormat, "does not repeat the nearest cell; only nearest upsampling is supported");
    if (!node.hasInput(2)) node.refuse(ErrorCode::BadFormat, "has no scales");
    std::array<float, 4> scales{};
    if (node.weightDims(2, 1) != OnnxDims{4}) node.refuse(ErrorCode::Mismatch, "needs four scales");
    node.copyWeights(2, {4}, scales);
    constexpr float largestFactor = 1024;
    const bool isWhole = scales[2] >= 1 && scales[2] <= largestFactor && scales[2] == std::floor(scales[2]);
    if (scales[0] != 1 || scales[1] != 1 || scales[2] != scales[3] || !isWhole)
        node.refuse(ErrorCode::BadFormat,
                    "must scale rows and columns by the same whole number, 1 to 1024, and nothing else");
    return std::make_unique<Upsample>(static_cast<int>(scales[2]));
}

std::unique_ptr<Layer> readFlatten(OnnxNode& node, int inputRank, const LayerKind&) {
    node.requireInputs(1);
    const std::int64_t axis = node.integer("axis", 1);
    if (axis != 1 && axis != 1 - inputRank)
        node.refuse(ErrorCode::BadFormat, "flattens from axis " + std::to_string(axis) + "; only 1 is supported");
    return std::make_unique<Flatten>();
}

std::unique_ptr<Layer> readGemm(OnnxNode& node, int, const LayerKind&) {
    node.requireInputs(3);
    node.requireNumber("alpha", 1);
    node.requireNumber("beta", 1);
    node.requireInteger("transA", 0);
    const bool isTransposed = node.integer("transB", 0) != 0;
    const OnnxDims dims = node.weightDims(1, 2);
    const auto outputs = static_cast<int>(dims[isTransposed ? 0 : 1]);
    const auto inputs = static_cast<int>(dims[isTransposed ? 1 : 0]);
    if (node.hasInput(2)) node.weightDims(2, 1);
    auto layer = std::make_unique<Dense>(inputs, outputs);
    if (isTransposed) {
        copyParameter(node, 1, *layer, 0);
    } else {
        RowMatrix stored(inputs, outputs);
        node.copyWeights(1, dims, {stored.data(), static_cast<std::size_t>(stored.size())});
        MatrixView(layer->parameters()[0].value.data(), outputs, inputs) = stored.transpose();
    }
    if (node.hasInput(2)) copyParameter(node, 2, *layer, 1);
    return layer;
}

std::vector<OnnxConstant> dropoutConstants(const Layer& layer) {
    return {{"ratio", {layer.info().setting("share")}, true}};
}

// Not learning, it lets everything pass, so that its share matters to those who go on learning only. Up to opset 11 it
// is an attribute, from 12 on an input.
std::unique_ptr<Layer> readDropout(OnnxNode& node, int, const LayerKind&) {
    node.requireInputs(2);
    node.integer("seed", 0); // of chances that are not taken here
    float share = node.number("ratio", 0.5F);
    if (node.hasInput(1)) share = node.number(1);
    if (!(share >= 0 && share < 1)) node.refuse(ErrorCode::BadFormat, "has a ratio that is not 0 to below 1");
    return std::make_unique<Dropout>(share);
}

// What is more than a name and an attribute.
struct Special {
    const char* kind; // LayerInfo::kind
    decltype(OnnxOperator::write) write;
    decltype(OnnxOperator::read) read;
    decltype(OnnxOperator::constants) constants = nullptr;
    decltype(OnnxOperator::fullWeight) fullWeight = nullptr;
    bool byChannel = false;
};
constexpr Special specials[] = {
    {"conv2d", writeConv, readConv},
    {"partialconv2d", writePartialConv, readConv, nullptr, fullWeight<PartialConv2d>},
    {"subsample", writeSubsample, readConv, nullptr, fullWeight<Subsample>, true},
    {"maxpool2d", writeMaxPool, readMaxPool},
    {"avgpool2d", writeAveragePool, readAveragePool},
    {"upsample", writeResize, readResize, resizeConstants},
    {"flatten", writeFlatten, readFlatten},
    {"dropout", writeSpelled, readDropout, dropoutConstants},
    {"dense", writeGemm, readGemm},
};

std::vector<OnnxOperator> allOperators() {
    std::vector<OnnxOperator> all;
    for (const LayerKind& kind : layerKinds()) {
        const auto* special = std::ranges::find(specials, std::string_view(kind.kind),
                                                [](const Special& s) { return std::string_view(s.kind); });
        if (special != std::end(specials))
            all.push_back(
                {&kind, special->write, special->read, special->constants, special->fullWeight, special->byChannel});
        else if (kind.onnx.name)
            all.push_back({&kind, writeSpelled, readSpelled});
    }
    return all;
}

const std::vector<OnnxOperator>& operators() {
    static const std::vector<OnnxOperator> all = allOperators();
    return all;
}

} // namespace

const OnnxOperator* operatorForLayer(const std::string& kind) {
    for (const OnnxOperator& o : operators())
        if (kind == o.kind->kind) return &o;
    return nullptr;
}

const OnnxOperator* operatorNamed(const std::string& name) {
    return scaledOperator(name, 1, 1);
}

const OnnxOperator* scaledOperator(const std::string& name, float before, float after) {
    for (const OnnxOperator& o : operators())
        if (name == o.name() && o.scaleBefore() == before && o.scaleAfter() == after) return &o;
    return nullptr;
}

bool standsBetweenFactors(const std::string& name) {
    return std::ranges::any_of(operators(), [&](const OnnxOperator& o) { return o.isScaled() && name == o.name(); });
}

std::string knownOperators() {
    std::string text;
    for (const OnnxOperator& o : operators())
        if (operatorNamed(o.name()) == &o) text += (text.empty() ? "" : ", ") + std::string(o.name());
    return text;
}

OnnxDims onnxDims(const LayerInfo& info, const Parameter& parameter) {
    if (parameter.name == "bias") return {info.outputs};
    const OnnxOperator* op = operatorForLayer(info.kind);
    OnnxDims dims{info.outputs, op && op->byChannel ? 1 : info.inputs};
    if (info.window) dims.insert(dims.end(), {info.window->y.kernel, info.window->x.kernel});
    return dims;
}

} // namespace cnn
