// Local response normalisation over neighbouring channels, as AlexNet had it (Krizhevsky, Sutskever and Hinton 2012):
//     out[c] = in[c] / (k + alpha / size * sum of in[j]^2)^beta      j: `size` channels around c
// of which (size - 1) / 2, rounded down, lie before c, as in ONNX; PyTorch's has size / 2 before it, which differs
// where size is even.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class Lrn final : public Layer {
public:
    struct Numbers {
        int size = 5;
        float alpha = 1e-4F, beta = 0.75F, k = 1;
    };
    explicit Lrn(const Numbers& numbers) : m_numbers(numbers) {}

    static LayerKind facts();
    LayerInfo info() const override;
    LayerRules rules() const override { return {.readsIn = true, .readsOut = false}; }
    Expected<Shape> outputShape(const Shape& in) const override { return in; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Lrn>(*this); }

private:
    Numbers m_numbers;
};

} // namespace cnn
