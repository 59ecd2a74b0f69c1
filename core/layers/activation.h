// Element by element: ReLU max(0, x), tanh, logistic sigmoid 1 / (1 + e^-x), and the scaled tanh of LeNet-5 as of 1998,
// 1.7159 tanh(2/3 x), which leaves 1 and -1 where they are (LeCun et al. 1998, appendix A). Shapes stay as they are.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

enum class ActivationKind { Relu, Tanh, Sigmoid, ScaledTanh };

constexpr float scaledTanhAmplitude = 1.7159F, scaledTanhSlope = 2.0F / 3;

class Activation final : public Layer {
public:
    explicit Activation(ActivationKind kind) : m_kind(kind) {}

    ActivationKind kind() const { return m_kind; }
    static LayerKind facts(ActivationKind kind);
    LayerInfo info() const override { return {facts(m_kind).kind, {}, 0, 0}; }
    Expected<Shape> outputShape(const Shape& in) const override { return in; }
    LayerRules rules() const override;
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Activation>(*this); }

private:
    ActivationKind m_kind;
};

} // namespace cnn
