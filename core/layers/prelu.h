// Leaky ReLU whose slope below 0 is learned (He et al. 2015), one a channel or one for all, as PyTorch's PReLU.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class PRelu final : public Layer {
public:
    explicit PRelu(int channels, bool shared = false); // slope 0.25

    static LayerKind facts();
    LayerInfo info() const override;
    LayerRules rules() const override { return {.readsIn = true, .readsOut = false}; }
    Expected<Shape> outputShape(const Shape& in) const override;
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::span<Parameter> parameters() override { return m_parameters; }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<PRelu>(*this); }

private:
    int slopeOf(int channel) const { return m_shared ? 0 : channel; }
    int m_channels;
    bool m_shared;
    std::vector<Parameter> m_parameters;
};

} // namespace cnn
