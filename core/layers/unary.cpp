#include "core/layers/unary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace cnn {
namespace {

constexpr float largest = std::numeric_limits<float>::max();

constexpr LayerSetting clipSettings[] = {{.key = "low",
                                          .label = "Lowest",
                                          .missing = -largest,
                                          .usual = 0,
                                          .low = -largest,
                                          .high = largest,
                                          .offered = 100,
                                          .step = 0.5F},
                                         {.key = "high",
                                          .label = "Highest",
                                          .missing = largest,
                                          .usual = 6,
                                          .low = -largest,
                                          .high = largest,
                                          .offered = 100,
                                          .step = 0.5F}};
constexpr LayerSetting eluSettings[] = {{.key = "alpha",
                                         .label = "Depth below 0",
                                         .missing = 1,
                                         .usual = 1,
                                         .low = -largest,
                                         .high = largest,
                                         .offered = 10,
                                         .step = 0.1F}};
constexpr LayerSetting hardSigmoidSettings[] = {{.key = "alpha",
                                                 .label = "Slope",
                                                 .missing = 0.2F,
                                                 .usual = 1.0F / 6,
                                                 .low = -largest,
                                                 .high = largest,
                                                 .offered = 10,
                                                 .step = 0.05F},
                                                {.key = "beta",
                                                 .label = "Value at 0",
                                                 .missing = 0.5F,
                                                 .usual = 0.5F,
                                                 .low = -largest,
                                                 .high = largest,
                                                 .offered = 1,
                                                 .step = 0.1F}};

// Of doubles for the words of one value, of floats for the layer.
template<class T> T clip(T x, T low, T high) {
    return x < low ? low : x > high ? high : x; // NaN stays NaN, so that a diverging run is seen
}
template<class T> T sigmoid(T x) {
    return T(1) / (T(1) + std::exp(-x));
}
template<class T> T normal(T x) { // the share of a normal distribution below x
    return T(0.5) * (T(1) + std::erf(x * T(std::numbers::sqrt2 / 2)));
}
template<class T> T geluBend(T x) {
    return std::tanh(T(std::numbers::sqrt2 * std::numbers::inv_sqrtpi) * (x + T(0.044715) * x * x * x));
}

template<class T> T valueOf(UnaryKind kind, T x, T a, T b) {
    switch (kind) {
    case UnaryKind::Clip:
        return clip(x, a, b);
    case UnaryKind::Elu:
        return x > 0 ? x : a * std::expm1(x);
    case UnaryKind::HardSigmoid:
        return clip(a * x + b, T(0), T(1));
    case UnaryKind::HardSwish:
        return x * clip(x / 6 + T(0.5), T(0), T(1));
    case UnaryKind::Silu:
        return x * sigmoid(x);
    case UnaryKind::Gelu:
        return x * normal(x);
    case UnaryKind::GeluTanh:
        return T(0.5) * x * (1 + geluBend(x));
    }
    return x;
}

float slopeOf(UnaryKind kind, float x, float a, float b) {
    switch (kind) {
    case UnaryKind::Clip:
        return x >= a && x <= b ? 1.0F : 0.0F;
    case UnaryKind::Elu:
        return x > 0 ? 1.0F : a * std::exp(x);
    case UnaryKind::HardSigmoid:
        return a * x + b > 0 && a * x + b < 1 ? a : 0.0F;
    case UnaryKind::HardSwish:
        return x <= -3 ? 0.0F : x >= 3 ? 1.0F : x / 3 + 0.5F;
    case UnaryKind::Silu: {
        const float s = sigmoid(x);
        return s * (1 + x * (1 - s));
    }
    case UnaryKind::Gelu:
        return normal(x) +
               x * std::exp(-0.5F * x * x) * static_cast<float>(std::numbers::inv_sqrtpi / std::numbers::sqrt2);
    case UnaryKind::GeluTanh: {
        const float t = geluBend(x);
        constexpr auto c = static_cast<float>(std::numbers::sqrt2 * std::numbers::inv_sqrtpi);
        return 0.5F * (1 + t) + 0.5F * x * (1 - t * t) * c * (1 + 3 * 0.044715F * x * x);
    }
    }
    return 1;
}

struct UnaryRow {
    UnaryKind kind;
    const char *key, *title, *words, *formula, *written, *torch;
    std::span<const LayerSetting> settings;
    Curve curve;
    Sign sign;
    OnnxSpelling onnx;
};

// Clip's and HardSigmoid's numbers, and Gelu's, ONNX writes in ways of their own.
constexpr UnaryRow rows[] = {
    {UnaryKind::Clip,
     "clip",
     "Clip",
     "Clip ({low} .. {high})",
     "x, cut off at {low} and {high}",
     "clip({x})",
     "nn.Hardtanh({low}, {high})",
     clipSettings,
     Curve::Kinked,
     Sign::Any,
     {.name = "Clip"}},
    {UnaryKind::Elu,
     "elu",
     "ELU",
     nullptr,
     "x, below 0 {alpha} (e^x − 1)",
     "ELU({x})",
     "nn.ELU(alpha={alpha})",
     eluSettings,
     Curve::Kinked,
     Sign::Any,
     {.name = "Elu", .attribute = "alpha", .setting = "alpha", .missing = 1}},
    {UnaryKind::HardSigmoid,
     "hardsigmoid",
     "Hard sigmoid",
     nullptr,
     "{alpha} x + {beta}, cut off at 0 and 1",
     "hardsigmoid({x})",
     nullptr,
     hardSigmoidSettings,
     Curve::Kinked,
     Sign::NotNegative,
     {.name = "HardSigmoid"}},
    {UnaryKind::HardSwish,
     "hardswish",
     "Hard swish",
     nullptr,
     "x × hard sigmoid(x)",
     "hardswish({x})",
     "nn.Hardswish()",
     {},
     Curve::Kinked,
     Sign::Any,
     {.name = "HardSwish"}},
    {UnaryKind::Silu,
     "silu",
     "SiLU (swish)",
     nullptr,
     "x × sigmoid(x)",
     "silu({x})",
     "nn.SiLU()",
     {},
     Curve::Smooth,
     Sign::Any,
     {.name = "Silu"}},
    {UnaryKind::Gelu,
     "gelu",
     "GELU",
     nullptr,
     "x Φ(x)",
     "gelu({x})",
     "nn.GELU()",
     {},
     Curve::Smooth,
     Sign::Any,
     {.name = "Gelu"}},
    {UnaryKind::GeluTanh,
     "gelutanh",
     "GELU by tanh",
     nullptr,
     "½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))",
     "gelu({x})",
     "nn.GELU(approximate=\"tanh\")",
     {},
     Curve::Smooth,
     Sign::Any,
     {.name = "Gelu"}},
};

const UnaryRow& rowFor(UnaryKind kind) {
    return rows[static_cast<std::size_t>(kind)];
}

template<UnaryKind kind> std::unique_ptr<Layer> makeUnary(const LayerInfo& info) {
    float numbers[2] = {0, 0};
    const auto settings = rowFor(kind).settings;
    for (std::size_t i = 0; i < settings.size(); ++i) numbers[i] = info.setting(settings[i].key, settings[i].missing);
    return std::make_unique<Unary>(kind, numbers[0], numbers[1]);
}

template<UnaryKind kind> double functionOf(const LayerInfo& info, double x) {
    double numbers[2] = {0, 0};
    const auto settings = rowFor(kind).settings;
    for (std::size_t i = 0; i < settings.size(); ++i)
        numbers[i] = static_cast<double>(info.setting(settings[i].key, settings[i].missing));
    return valueOf(kind, x, numbers[0], numbers[1]);
}

struct Makers {
    std::unique_ptr<Layer> (*make)(const LayerInfo&);
    double (*function)(const LayerInfo&, double);
};
template<UnaryKind kind> constexpr Makers makersOf{makeUnary<kind>, functionOf<kind>};
constexpr Makers unaryMakers[] = {makersOf<UnaryKind::Clip>,        makersOf<UnaryKind::Elu>,
                                  makersOf<UnaryKind::HardSigmoid>, makersOf<UnaryKind::HardSwish>,
                                  makersOf<UnaryKind::Silu>,        makersOf<UnaryKind::Gelu>,
                                  makersOf<UnaryKind::GeluTanh>};

// The kind is known where the loop is compiled, so that it may be a vector's.
template<UnaryKind kind> void forwardOf(const Tensor& in, float a, float b, Tensor& out) {
    std::transform(in.data(), in.data() + in.size(), out.data(), [=](float x) { return valueOf(kind, x, a, b); });
}
template<UnaryKind kind> void backwardOf(const Tensor& in, const Tensor& dOut, float a, float b, Tensor& dIn) {
    std::transform(in.data(), in.data() + in.size(), dOut.data(), dIn.data(),
                   [=](float x, float d) { return d * slopeOf(kind, x, a, b); });
}

} // namespace

LayerKind Unary::facts(UnaryKind kind) {
    const UnaryRow& row = rowFor(kind);
    const Makers& makers = unaryMakers[static_cast<std::size_t>(kind)];
    return {.kind = row.key,
            .title = row.title,
            .name = "act",
            .role = LayerRole::Activation,
            .make = makers.make,
            .words = row.words,
            .formula = row.formula,
            .written = row.written,
            .function = makers.function,
            .curve = row.curve,
            .sign = row.sign,
            .settings = row.settings,
            .beginning = Initialisation::He,
            .onnx = row.onnx,
            .torch = row.torch};
}

Unary::Unary(UnaryKind kind, float first, float second) : m_kind(kind), m_first(first), m_second(second) {}

LayerInfo Unary::info() const {
    const UnaryRow& row = rowFor(m_kind);
    LayerInfo info{row.key, {}};
    const float numbers[2] = {m_first, m_second};
    for (std::size_t i = 0; i < row.settings.size(); ++i) info.settings.push_back({row.settings[i].key, numbers[i]});
    return info;
}

void Unary::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    out.reshapeTo(in.shape());
    switch (m_kind) {
    case UnaryKind::Clip:
        return forwardOf<UnaryKind::Clip>(in, m_first, m_second, out);
    case UnaryKind::Elu:
        return forwardOf<UnaryKind::Elu>(in, m_first, m_second, out);
    case UnaryKind::HardSigmoid:
        return forwardOf<UnaryKind::HardSigmoid>(in, m_first, m_second, out);
    case UnaryKind::HardSwish:
        return forwardOf<UnaryKind::HardSwish>(in, m_first, m_second, out);
    case UnaryKind::Silu:
        out.array() = in.array() / (1.0F + (-in.array()).exp());
        return;
    case UnaryKind::Gelu:
        return forwardOf<UnaryKind::Gelu>(in, m_first, m_second, out);
    case UnaryKind::GeluTanh:
        return forwardOf<UnaryKind::GeluTanh>(in, m_first, m_second, out);
    }
}

void Unary::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                     Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    switch (m_kind) {
    case UnaryKind::Clip:
        return backwardOf<UnaryKind::Clip>(in, dOut, m_first, m_second, *dIn);
    case UnaryKind::Elu:
        return backwardOf<UnaryKind::Elu>(in, dOut, m_first, m_second, *dIn);
    case UnaryKind::HardSigmoid:
        return backwardOf<UnaryKind::HardSigmoid>(in, dOut, m_first, m_second, *dIn);
    case UnaryKind::HardSwish:
        return backwardOf<UnaryKind::HardSwish>(in, dOut, m_first, m_second, *dIn);
    case UnaryKind::Silu:
        return backwardOf<UnaryKind::Silu>(in, dOut, m_first, m_second, *dIn);
    case UnaryKind::Gelu:
        return backwardOf<UnaryKind::Gelu>(in, dOut, m_first, m_second, *dIn);
    case UnaryKind::GeluTanh:
        return backwardOf<UnaryKind::GeluTanh>(in, dOut, m_first, m_second, *dIn);
    }
}

} // namespace cnn
