// Batch normalisation (Ioffe and Szegedy 2015), as PyTorch's BatchNorm2d:
//     out = weight (x - mean) / sqrt(variance + eps) + bias        four numbers a channel, two of them learned
//
// While the network learns, mean and variance are those of the batch at hand, over all its images, rows and columns; so
// what an image gives depends on the others. Afterwards they are the running ones, which each batch has moved by
// `momentum` towards its own (the variance with n - 1), and every image is worked through by itself.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class BatchNorm2d final : public Layer {
public:
    // weight and variance 1, bias and mean 0.
    explicit BatchNorm2d(int channels, float eps = 1e-5F, float momentum = 0.1F);

    static LayerKind facts();
    LayerInfo info() const override;
    LayerRules rules() const override { return {.readsIn = true, .readsOut = false, .mixesImages = true}; }
    Expected<Shape> outputShape(const Shape& in) const override;
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    void remember(const LayerCache& cache) override;
    std::span<Parameter> parameters() override { return m_parameters; }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<BatchNorm2d>(*this); }

private:
    const float* number(std::size_t parameter) const { return m_parameters[parameter].value.data(); }
    int m_channels;
    float m_eps, m_momentum;
    std::vector<Parameter> m_parameters; // weight, bias, mean, variance
};

} // namespace cnn
