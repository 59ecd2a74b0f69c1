// Flatten: (c, h, w) becomes (c*h*w, 1, 1), in the order channel, row, column. Only the shape changes.
// Dense:   out = weight * in + bias, on (features, 1, 1).
//          weight: memory order (out, in) as in PyTorch, held in Shape{out, in, 1, 1}; bias: Shape{out, 1, 1, 1}.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class Flatten final : public Layer {
public:
    static LayerKind facts();
    LayerInfo info() const override { return {"flatten", {}, 0, 0}; }
    Expected<Shape> outputShape(const Shape& in) const override;
    LayerRules rules() const override { return {.readsIn = false, .readsOut = false}; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Flatten>(*this); }
};

class Dense final : public Layer {
public:
    // Weights and bias are zero until an initialisation or a file fills them.
    Dense(int inFeatures, int outFeatures);

    static LayerKind facts();
    LayerInfo info() const override { return {"dense", {}, m_in, m_out}; }
    Expected<Shape> outputShape(const Shape& in) const override;
    LayerRules rules() const override {
        return {.readsIn = true, .readsOut = false, .mayLeaveGradients = true, .mayRectify = true};
    }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::span<Parameter> parameters() override { return m_parameters; }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Dense>(*this); }

private:
    int m_in, m_out;
    std::vector<Parameter> m_parameters;
};

} // namespace cnn
