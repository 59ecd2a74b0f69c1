// Nearest-neighbour upsampling by a whole factor: each cell becomes a square of factor x factor equal cells,
//     out[c, y, x] = in[c, y / factor, x / factor]
// as PyTorch's Upsample(scale_factor=factor, mode="nearest"). The gradient of a cell is the sum over its square.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class Upsample final : public Layer {
public:
    // factor: at least 1. Throws Error(Usage) for others.
    explicit Upsample(int factor);

    static LayerKind facts();
    LayerInfo info() const override { return {"upsample", {}, 0, 0, {{"factor", static_cast<float>(m_factor)}}}; }
    // A sentence when a side of the output would have more than 65,536 cells.
    Expected<Shape> outputShape(const Shape& in) const override;
    LayerRules rules() const override { return {.readsIn = false, .readsOut = false}; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Upsample>(*this); }

private:
    int m_factor;
};

} // namespace cnn
