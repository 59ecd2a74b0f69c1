// Leaky ReLU (Maas, Hannun and Ng 2013), value by value: x where x is above 0, else slope * x, so that a unit that is
// below 0 for every image still learns. As PyTorch's LeakyReLU(negative_slope=slope); at 0 the gradient is the slope's.
//
// slope: 0 (which is ReLU) .. 1 (which changes nothing). With these the sign of the output tells that of the input, so
// backward needs the output alone.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class LeakyRelu final : public Layer {
public:
    // Throws Error(Usage) for other slopes.
    explicit LeakyRelu(float slope = 0.01F);

    static LayerKind facts();
    LayerInfo info() const override { return {"leakyrelu", {}, 0, 0, {{"slope", m_slope}}}; }
    LayerRules rules() const override { return {.readsIn = false, .readsOut = true, .inPlace = true}; }
    Expected<Shape> outputShape(const Shape& in) const override { return in; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<LeakyRelu>(*this); }

private:
    float m_slope;
};

} // namespace cnn
