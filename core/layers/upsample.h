// Nearest-neighbour upsampling by a whole factor: each cell becomes a square of factor x factor equal cells,
//     out[c, y, x] = in[c, y / factor, x / factor]
// as PyTorch's Upsample(scale_factor=factor, mode="nearest"). The gradient of a cell is the sum over its square.
#pragma once

#include "core/layers/layer.h"

namespace cnn {

class Upsample final : public Layer {
public:
    explicit Upsample(int factor) : m_factor(factor) { assert(factor >= 1); }

    LayerInfo info() const override { return {"upsample", {}, 0, 0, m_factor}; }
    // A sentence when a side of the output would have more than 65,536 cells.
    Expected<Shape> outputShape(const Shape& in) const override;
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Upsample>(*this); }

private:
    int m_factor;
};

} // namespace cnn
