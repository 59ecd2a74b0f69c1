#include "core/layers/activation.h"

#include <algorithm>

namespace cnn {

LayerInfo Activation::info() const {
    switch (m_kind) {
    case ActivationKind::Relu:
        return {"relu", {}, 0, 0};
    case ActivationKind::Tanh:
        return {"tanh", {}, 0, 0};
    case ActivationKind::Sigmoid:
        return {"sigmoid", {}, 0, 0};
    case ActivationKind::ScaledTanh:
        return {"scaledtanh", {}, 0, 0};
    }
    return {};
}

void Activation::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    out.reshapeTo(in.shape());
    const auto x = in.array();
    switch (m_kind) {
    // NaN must stay NaN, so that a diverging run is seen.
    case ActivationKind::Relu:
        std::transform(in.data(), in.data() + in.size(), out.data(), [](float v) { return v <= 0.0F ? 0.0F : v; });
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
