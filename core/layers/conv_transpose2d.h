// Transposed convolution, which makes maps larger: each input value writes its multiple of the kernel into the output,
// `stride` cells from the next one, and what overlaps is added. It is the gradient of a convolution at its input
// (Dumoulin and Visin 2016, chapter 4), as PyTorch's ConvTranspose2d and ONNX' ConvTranspose:
//     outputs = (inputs - 1) * stride - padBefore - padAfter + dilation * (kernel - 1) + 1 + added
// Padding is cut off the output. `added`: rows and columns more at the end, below `stride`, for sizes that a
// convolution of this window would have rounded down to the same.
//
// weight: memory order (in, out / groups, ky, kx), held in Shape{in * out / groups, kernel rows, kernel columns, 1}.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class ConvTranspose2d final : public Layer {
public:
    struct Options {
        bool bias = true;
        int groups = 1, rowsAdded = 0, columnsAdded = 0;
    };
    ConvTranspose2d(int inChannels, int outChannels, const Window& window, const Options& options);
    ConvTranspose2d(int inChannels, int outChannels, const Window& window)
        : ConvTranspose2d(inChannels, outChannels, window, Options()) {}

    static LayerKind facts();
    LayerInfo info() const override;
    LayerRules rules() const override { return {.readsIn = true, .readsOut = false}; }
    Expected<Shape> outputShape(const Shape& in) const override;
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::span<Parameter> parameters() override { return m_parameters; }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<ConvTranspose2d>(*this); }

    bool hasBias() const { return m_parameters.size() > 1; }

private:
    struct Group {
        int inputs = 0;
        std::ptrdiff_t taps = 0, weights = 0, cells = 0, values = 0; // floats of each
    };
    Group groupOf(const kernels::WindowPlan& plan) const;

    int m_in, m_out;
    Window m_window;
    Options m_options;
    std::vector<Parameter> m_parameters;
};

} // namespace cnn
