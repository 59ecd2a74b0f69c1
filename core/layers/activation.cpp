#include "core/layers/activation.h"

#include "core/base/thread_pool.h"

#include <algorithm>
#include <cmath>

namespace cnn {

namespace {

template<ActivationKind kind> std::unique_ptr<Layer> make(const LayerInfo&) {
    return std::make_unique<Activation>(kind);
}

LayerKind reluFacts() {
    return {.kind = "relu",
            .title = "ReLU",
            .name = "act",
            .role = LayerRole::Activation,
            .make = make<ActivationKind::Relu>,
            .formula = "max(0, x)",
            .written = "max(0, {x})",
            .function = [](const LayerInfo&, double x) { return std::max(0.0, x); },
            .curve = Curve::Kinked,
            .sign = Sign::NotNegative,
            .beginning = Initialisation::He,
            .onnx = {.name = "Relu"},
            .torch = "nn.ReLU()"};
}

LayerKind tanhFacts() {
    return {.kind = "tanh",
            .title = "tanh",
            .name = "act",
            .role = LayerRole::Activation,
            .make = make<ActivationKind::Tanh>,
            .formula = "tanh x",
            .written = "tanh({x})",
            .function = [](const LayerInfo&, double x) { return std::tanh(x); },
            .curve = Curve::Smooth,
            .beginning = Initialisation::Glorot,
            .onnx = {.name = "Tanh"},
            .torch = "nn.Tanh()"};
}

LayerKind sigmoidFacts() {
    return {.kind = "sigmoid",
            .title = "Sigmoid",
            .name = "act",
            .role = LayerRole::Activation,
            .make = make<ActivationKind::Sigmoid>,
            .formula = "1 ÷ (1 + e^−x)",
            .written = "sigmoid({x})",
            .function = [](const LayerInfo&, double x) { return 1 / (1 + std::exp(-x)); },
            .curve = Curve::Smooth,
            .sign = Sign::NotNegative,
            .beginning = Initialisation::Glorot,
            .onnx = {.name = "Sigmoid"},
            .torch = "nn.Sigmoid()"};
}

LayerKind scaledTanhFacts() {
    return {.kind = "scaledtanh",
            .title = "Scaled tanh",
            .name = "act",
            .role = LayerRole::Activation,
            .make = make<ActivationKind::ScaledTanh>,
            .formula = "1.7159 tanh(⅔ x)",
            .written = "1.7159 × tanh(⅔ × {(x)})",
            .function = [](const LayerInfo&, double x) { return 1.7159 * std::tanh(2 * x / 3); },
            .curve = Curve::Smooth,
            .beginning = Initialisation::LeCun,
            .onnx = {.name = "Tanh", .scaleBefore = scaledTanhSlope, .scaleAfter = scaledTanhAmplitude},
            .torch = "ScaledTanh()"};
}

} // namespace

LayerKind Activation::facts(ActivationKind kind) {
    switch (kind) {
    case ActivationKind::Relu:
        return reluFacts();
    case ActivationKind::Tanh:
        return tanhFacts();
    case ActivationKind::Sigmoid:
        return sigmoidFacts();
    case ActivationKind::ScaledTanh:
        return scaledTanhFacts();
    }
    return {};
}

LayerRules Activation::rules() const {
    return {.readsIn = false, .readsOut = true, .inPlace = true, .rectifies = m_kind == ActivationKind::Relu};
}

void Activation::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    out.reshapeTo(in.shape());
    const auto x = in.array();
    switch (m_kind) {
    // NaN must stay NaN, so that a diverging run is seen.
    case ActivationKind::Relu:
        forStretches(cache.pool, static_cast<int>(in.size() / 1024 + 1), 64, [&](int from, int to) {
            const std::size_t end = std::min(in.size(), static_cast<std::size_t>(to) * 1024);
            std::transform(in.data() + static_cast<std::size_t>(from) * 1024, in.data() + end,
                           out.data() + static_cast<std::size_t>(from) * 1024,
                           [](float v) { return v <= 0.0F ? 0.0F : v; });
        });
        break;
    case ActivationKind::Tanh:
        out.array() = x.tanh();
        break;
    case ActivationKind::Sigmoid:
        out.array() = 1.0F / (1.0F + (-x).exp());
        break;
    case ActivationKind::ScaledTanh:
        out.array() = scaledTanhAmplitude * (scaledTanhSlope * x).tanh();
        break;
    }
}

void Activation::backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                          Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    const auto y = out.array();
    switch (m_kind) {
    case ActivationKind::Relu:
        std::transform(out.data(), out.data() + out.size(), dOut.data(), dIn->data(),
                       [](float v, float d) { return v > 0.0F ? d : 0.0F; });
        break;
    case ActivationKind::Tanh:
        dIn->array() = dOut.array() * (1.0F - y.square());
        break;
    case ActivationKind::Sigmoid:
        dIn->array() = dOut.array() * y * (1.0F - y);
        break;
    case ActivationKind::ScaledTanh:
        dIn->array() = dOut.array() * (scaledTanhSlope / scaledTanhAmplitude) *
                       (scaledTanhAmplitude * scaledTanhAmplitude - y.square());
        break;
    }
}

} // namespace cnn
