// What is done value by value: activations, sums and products of two values, arithmetic with known numbers.
#include "core/layers/catalog.h"
#include "core/layers/join.h"
#include "core/onnx/onnx_readers.h"
#include "core/onnx/onnx_text.h"
#include "core/tensor/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cnn {
namespace {

// ---- activations ---------------------------------------------------------------------------------------------------

struct ActivationName {
    const char* type;
    const char* kind;
    std::array<const char*, 2> attributes{}; // of the operator, in the order of the kind's settings
};
// THE table of activations.
constexpr ActivationName activationNames[] = {{"Relu", "relu"},
                                              {"Tanh", "tanh"},
                                              {"Sigmoid", "sigmoid"},
                                              {"ScaledTanh", "scaledtanh"},
                                              {"LeakyRelu", "leakyrelu", {"alpha"}},
                                              {"Elu", "elu", {"alpha"}},
                                              {"HardSigmoid", "hardsigmoid", {"alpha", "beta"}},
                                              {"HardSwish", "hardswish"},
                                              {"SiLU", "silu"},
                                              {"Swish", "silu"},
                                              {"Gelu", "gelu"}};

// What an operator means by an attribute that is left out may be another number than the layer's usual one.
float missingNumber(const std::string& type, std::size_t setting) {
    if (type == "HardSigmoid") return setting == 0 ? 0.2F : 0.5F;
    return type == "LeakyRelu" ? 0.01F : 1;
}

void readActivation(OnnxCall& c) {
    const auto* name = std::ranges::find(activationNames, c.node.type(), &ActivationName::type);
    LayerInfo info{name->kind, {}};
    if (c.node.type() == "Gelu" && c.node.text("approximate", "none") == "tanh") info.kind = "gelutanh";
    if (c.node.type() == "Swish") c.node.requireNumber("alpha", 1);
    const LayerKind& kind = factsOf(info.kind);
    for (std::size_t k = 0; k < kind.settings.size() && k < 2 && name->attributes[k]; ++k)
        info.settings.push_back(
            {kind.settings[k].key, c.node.number(name->attributes[k], missingNumber(c.node.type(), k))});
    for (std::size_t k = 0; k < info.settings.size(); ++k) {
        const auto misfit = settingMisfit(info);
        const float value = info.settings[k].value;
        const std::string attribute = name->attributes[k];
        if (misfit)
            c.node.refuse(ErrorCode::BadFormat, Message::tr("has the %1 %2; %3", attribute, shortest(value),
                                                            misfit->message().afterSemicolon()));
        if (!std::isfinite(value))
            c.node.refuse(ErrorCode::BadFormat, Message::tr("has the %1 %2", attribute, shortest(value)));
    }
    c.give(c.add(makeLayer(info), c.flow(0)));
}

// ---- two values ----------------------------------------------------------------------------------------------------

// Both seen with the same number of axes, each of which is the same axis of ours in both.
bool areAlike(const OnnxView& whole, const OnnxView& part) {
    const auto layout = whole.layout();
    if (!layout || whole.rank() != part.rank()) return false;
    for (std::size_t k = 0; k < whole.rank(); ++k)
        if (part.extent(k) != 1 && !part.isWhole(k, (*layout)[k])) return false;
    return true;
}

void alignRanks(OnnxFlow& a, OnnxFlow& b) {
    while (a.view.rank() < b.view.rank()) a.view = a.view.withAxis(0);
    while (b.view.rank() < a.view.rank()) b.view = b.view.withAxis(0);
}

OnnxFlow asUsual(OnnxCall& c, const OnnxFlow& flow) {
    if (flow.view.rank() <= 2) return c.asFlat(flow);
    if (flow.view.rank() == 4) return c.asImage(flow);
    return c.byChannel(flow, 1);
}

void joinFlows(OnnxCall& c, ArithmeticKind kind, OnnxFlow a, OnnxFlow b) {
    alignRanks(a, b);
    if (a.view.rank() == 0) c.node.refuse(ErrorCode::BadFormat, Message::tr("joins values without axes"));
    const bool commutes = kind == ArithmeticKind::Add || kind == ArithmeticKind::Mul;
    if (commutes && a.view.count() < b.view.count()) std::swap(a, b);
    if (!areAlike(a.view, b.view)) {
        a = asUsual(c, a);
        b = asUsual(c, b);
        if (!areAlike(a.view, b.view))
            c.node.refuse(ErrorCode::Mismatch, Message::tr("joins the shapes %1 and %2, which do not fit",
                                                           text(a.view.dims()), text(b.view.dims())));
    }
    const OnnxDims da = a.view.dims(), db = b.view.dims();
    for (std::size_t k = 0; k < da.size(); ++k)
        if (da[k] != db[k] && da[k] != 1 && db[k] != 1)
            c.node.refuse(ErrorCode::Mismatch,
                          Message::tr("joins the shapes %1 and %2, which do not fit", text(da), text(db)));
    const std::vector<int> layout = a.view.layout().value();
    const std::int64_t batch = std::max(a.view.batch(), b.view.batch());
    OnnxFlow out{c.builder.add(c.name(), std::make_unique<Arithmetic>(kind), {a.value, b.value})};
    out.view = OnnxView::withLayout(layout, c.shape(out), batch);
    c.give(out);
}

// ---- a value and known numbers -------------------------------------------------------------------------------------

// Numbers of shape (channels, rows, columns), or (features), as our memory has them; `flow` is brought into that form.
std::vector<double> forEachValue(OnnxCall& c, OnnxFlow& flow, const OnnxConstant& numbers) {
    flow = asUsual(c, flow);
    const OnnxDims whole = flow.view.dims();
    OnnxDims from = numbers.dims();
    while (from.size() < whole.size()) from.insert(from.begin(), 1);
    bool fits = from.size() == whole.size() && !from.empty() && from[0] == 1;
    for (std::size_t k = 1; fits && k < whole.size(); ++k) fits = from[k] == 1 || from[k] == whole[k];
    if (!fits || (flow.view.rank() > 2 && !flow.view.isImage()))
        c.node.refuse(ErrorCode::BadFormat,
                      Message::tr("computes with numbers of shape %1 and a value of shape %2, which is not supported",
                                  text(numbers.dims()), text(whole)));
    const std::vector<double> given = numbers.values();
    std::vector<double> all(c.shape(flow).perImage());
    OnnxDims at(whole.size(), 0);
    for (double& value : all) {
        std::size_t place = 0;
        for (std::size_t k = 1; k < whole.size(); ++k)
            place = place * static_cast<std::size_t>(from[k]) + static_cast<std::size_t>(from[k] == 1 ? 0 : at[k]);
        value = given[place];
        for (std::size_t k = at.size(); k-- > 1 && ++at[k] == whole[k];) at[k] = 0;
    }
    return all;
}

// As many numbers in both.
void match(std::vector<double>& a, std::vector<double>& b) {
    if (a.size() == 1) a.resize(b.size(), a[0]);
    if (b.size() == 1) b.resize(a.size(), b[0]);
}

// flow OP numbers, or numbers OP flow.
std::optional<OnnxAffine> affineOf(const std::string& type, const std::vector<double>& numbers, bool flowFirst) {
    OnnxAffine affine{{1}, {0}};
    const auto mapped = [&](auto f) {
        std::vector<double> all;
        for (const double v : numbers) all.push_back(f(v));
        return all;
    };
    if (type == "Add") affine.shift = numbers;
    if (type == "Mul") affine.factor = numbers;
    if (type == "Sub" && flowFirst) affine.shift = mapped([](double v) { return -v; });
    if (type == "Sub" && !flowFirst) affine = {{-1}, numbers};
    if (type == "Div" && flowFirst) affine.factor = mapped([](double v) { return 1 / v; });
    if (type == "Div" && !flowFirst) return std::nullopt;
    match(affine.factor, affine.shift);
    return affine;
}

void withNumbers(OnnxCall& c, std::size_t flowAt) {
    OnnxFlow in = c.flow(flowAt);
    const OnnxConstant& numbers = c.constant(1 - flowAt);
    std::vector<double> values;
    if (const auto channels = numbersByChannel(c, in, numbers))
        values = *channels;
    else
        values = forEachValue(c, in, numbers);
    const auto affine = affineOf(c.node.type(), values, flowAt == 0);
    if (!affine)
        c.node.refuse(ErrorCode::BadFormat, Message::tr("divides a number by computed values, which is not supported"));
    for (const auto& all : {affine->factor, affine->shift})
        for (const double v : all)
            if (!std::isfinite(v))
                c.node.refuse(ErrorCode::BadFormat, Message::tr("computes with numbers that are not finite"));
    if (c.node.type() == "Add" && c.addToBias(in, values)) return c.give(in);
    c.give(addAffine(c, in, *affine, numbers.dims().empty()));
}

template<ArithmeticKind kind> void readArithmetic(OnnxCall& c) {
    if (c.inputs() != 2) c.node.refuse(ErrorCode::BadFormat, Message::tr("has not two inputs"));
    if (c.isFlow(0) && c.isFlow(1)) return joinFlows(c, kind, c.flow(0), c.flow(1));
    withNumbers(c, c.isFlow(0) ? 0 : 1);
}

void readSum(OnnxCall& c) {
    if (c.inputs() == 1) return c.give(c.flow(0));
    if (c.inputs() != 2)
        c.node.refuse(ErrorCode::BadFormat, Message::tr("adds %1 values; two are supported", c.inputs()));
    joinFlows(c, ArithmeticKind::Add, c.flow(0), c.flow(1));
}

void readNeg(OnnxCall& c) {
    c.give(addAffine(c, c.flow(0), {{-1}, {0}}, true));
}

void readPow(OnnxCall& c) {
    const double exponent = c.constant(1).only();
    if (exponent == 1) return c.give(c.flow(0));
    if (exponent != 2)
        c.node.refuse(ErrorCode::BadFormat, Message::tr("raises to the power %1; 1 and 2 are supported",
                                                        shortest(static_cast<float>(exponent))));
    joinFlows(c, ArithmeticKind::Mul, c.flow(0), c.flow(0));
}

} // namespace

std::span<const OnnxReader> valueReaders() {
    static constexpr OnnxReader all[] = {
        {"Relu", readActivation},
        {"Tanh", readActivation},
        {"Sigmoid", readActivation},
        {"ScaledTanh", readActivation},
        {"SiLU", readActivation},
        {"Gelu", readActivation},
        {"HardSwish", readActivation},
        {"LeakyRelu", readActivation},
        {"Elu", readActivation},
        {"HardSigmoid", readActivation},
        {"Add", readArithmetic<ArithmeticKind::Add>, 2},
        {"Sub", readArithmetic<ArithmeticKind::Sub>, 2},
        {"Mul", readArithmetic<ArithmeticKind::Mul>, 2},
        {"Div", readArithmetic<ArithmeticKind::Div>, 2},
        {"Sum", readSum, 100},
        {"Neg", readNeg},
        {"Pow", readPow, 2},
    };
    return all;
}

} // namespace cnn
