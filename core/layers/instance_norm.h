// Instance normalisation (Ulyanov, Vedaldi and Lempitsky 2016): as batch normalisation (batch_norm.h), but mean and
// variance are those of one channel of one image, always.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class InstanceNorm2d final : public Layer {
public:
    explicit InstanceNorm2d(int channels, float eps = 1e-5F); // weight 1, bias 0

    static LayerKind facts();
    LayerInfo info() const override { return {"instancenorm2d", {}, m_channels, m_channels, {{"eps", m_eps}}}; }
    LayerRules rules() const override { return {.readsIn = true, .readsOut = false}; }
    Expected<Shape> outputShape(const Shape& in) const override;
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::span<Parameter> parameters() override { return m_parameters; }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<InstanceNorm2d>(*this); }

private:
    int m_channels;
    float m_eps;
    std::vector<Parameter> m_parameters; // weight, bias
};

} // namespace cnn
