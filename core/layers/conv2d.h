// Convolution as deep learning means it: the cross-correlation
//     out[o, y, x] = bias[o] + sum over c, ky, kx of  in[c, tap(y, ky), tap(x, kx)] * weight[o, c, ky, kx]
// with zero padding (Zhang et al., "Dive into Deep Learning", chapter Convolutional Neural Networks). The layer knows
// no other padding: for that, padInput() first and a window without padding.
//
// weight: memory order (out, in, ky, kx) as in PyTorch and ONNX, held in Shape{out*in, kernel rows, kernel columns, 1}.
// bias:   Shape{out, 1, 1, 1}; without bias there is one parameter only.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class Conv2d final : public Layer {
public:
    // Weights and bias are zero until an initialisation (network/initialise.h) or a file fills them.
    Conv2d(int inChannels, int outChannels, const Window& window, bool bias = true);

    static LayerKind facts();
    LayerInfo info() const override { return {"conv2d", m_window, m_in, m_out}; }
    Expected<Shape> outputShape(const Shape& in) const override;
    LayerRules rules() const override { return {.readsIn = true, .readsOut = false}; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::span<Parameter> parameters() override { return m_parameters; }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Conv2d>(*this); }

    const Tensor& weight() const { return m_parameters[0].value; }
    bool hasBias() const { return m_parameters.size() > 1; }

private:
    int m_in, m_out;
    Window m_window;
    std::vector<Parameter> m_parameters;
};

} // namespace cnn
