// Activations that work value by value and are given by a function and its slope: what a network may use instead of
// ReLU. Each is one row of a table in unary.cpp.
//
//   clip         min(max(x, low), high); from 0 to 6 it is ReLU6
//   elu          x, below 0 alpha (e^x - 1)                      Clevert, Unterthiner and Hochreiter 2016
//   hardsigmoid  alpha x + beta, cut off at 0 and 1              as ONNX and PyTorch (1/6, 1/2)
//   hardswish    x hardsigmoid(x)                                Howard et al. 2019
//   silu         x sigmoid(x), also called swish                 Elfwing, Uchibe and Doya 2018
//   gelu         x Phi(x), Phi that of the normal distribution   Hendrycks and Gimpel 2016
//   gelutanh     the same by tanh, as their paper has it
//
// The slope is found from the input, so backward reads that. At a kink it is that of PyTorch.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

enum class UnaryKind { Clip, Elu, HardSigmoid, HardSwish, Silu, Gelu, GeluTanh };

class Unary final : public Layer {
public:
    // What the kind's numbers are, in the order of its settings; those that it does not have mean nothing.
    explicit Unary(UnaryKind kind, float first = 0, float second = 0);

    static LayerKind facts(UnaryKind kind);
    LayerInfo info() const override;
    LayerRules rules() const override { return {.readsIn = true, .readsOut = false}; }
    Expected<Shape> outputShape(const Shape& in) const override { return in; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Unary>(*this); }

private:
    UnaryKind m_kind;
    float m_first, m_second;
};

} // namespace cnn
