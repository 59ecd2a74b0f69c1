// Convolution as deep learning means it: the cross-correlation
//     out[o, y, x] = bias[o] + sum over c, ky, kx of  in[c, tap(y, ky), tap(x, kx)] * weight[o, c, ky, kx]
// with zero padding (Zhang et al., "Dive into Deep Learning", chapter Convolutional Neural Networks). The layer knows
// no other padding: for that, padInput() first and a window without padding.
//
// With `groups`, channels are divided among so many convolutions side by side: of 2 groups, the first half of the
// outputs reads the first half of the inputs. As many groups as channels: a depthwise convolution.
//
// weight: memory order (out, in / groups, ky, kx) as in PyTorch and ONNX, held in Shape{out * in / groups, kernel rows,
//         kernel columns, 1}.
// bias:   Shape{out, 1, 1, 1}; without bias there is one parameter only.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

// Their number is a setting of convolutions. A sentence when channels cannot be divided so.
const LayerSetting& groupSetting();
std::optional<Error> groupMisfit(int inChannels, int outChannels, int groups);

class Conv2d final : public Layer {
public:
    // Weights and bias are zero until an initialisation (network/initialise.h) or a file fills them.
    Conv2d(int inChannels, int outChannels, const Window& window, bool bias = true, int groups = 1);

    static LayerKind facts();
    LayerInfo info() const override;
    Expected<Shape> outputShape(const Shape& in) const override;
    LayerRules rules() const override {
        return {.readsIn = true, .readsOut = false, .mayLeaveGradients = true, .mayRectify = true};
    }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::span<Parameter> parameters() override { return m_parameters; }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Conv2d>(*this); }

    const Tensor& weight() const { return m_parameters[0].value; }
    bool hasBias() const { return m_parameters.size() > 1; }
    int groups() const { return m_groups; }

private:
    struct Group {
        int outputs = 0;
        std::ptrdiff_t taps = 0, weights = 0, cells = 0, results = 0; // floats of each
    };
    Group groupOf(const kernels::WindowPlan& plan) const;

    int m_in, m_out, m_groups;
    Window m_window;
    std::vector<Parameter> m_parameters;
};

} // namespace cnn
