// The trainable subsampling of LeNet-5 (LeCun et al. 1998, layers S2 and S4): the cells under the window are added,
// the sum is multiplied by one coefficient a map, and one bias a map is added:
//     out[c, y, x] = bias[c] + weight[c] * sum over ky, kx of  in[c, tap(y, ky), tap(x, kx)]
// A weight of 1 / cells is the mean of average pooling. Padding counts as zero.
//
// weight, bias: Shape{channels, 1, 1, 1}.
// It computes as a convolution of each channel by itself with a kernel of equal weights, and so it stands in ONNX.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class Subsample final : public Layer {
public:
    Subsample(int channels, const Window& window);

    static LayerKind facts();
    LayerInfo info() const override { return {"subsample", m_window, m_channels, m_channels}; }
    Expected<Shape> outputShape(const Shape& in) const override;
    LayerRules rules() const override { return {.readsIn = true, .readsOut = false}; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::span<Parameter> parameters() override { return m_parameters; }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Subsample>(*this); }

    // One kernel of equal weights a channel: Shape{channels, kernel rows, kernel columns, 1}.
    Tensor fullWeight() const;

private:
    void fill(Tensor& full) const;

    int m_channels;
    Window m_window;
    std::vector<Parameter> m_parameters;
};

} // namespace cnn
