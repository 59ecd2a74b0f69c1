// A convolution in which not every output reads every input channel, as C3 of LeNet-5 (LeCun et al. 1998, table I):
//     out[o, y, x] = bias[o] + sum over the c that o reads, ky, kx of  in[c, tap(y, ky), tap(x, kx)] * weight[o, c, ..]
//
// weight: only of the connections there are, in Shape{connections, kernel rows, kernel columns, 1}, output by output.
// bias:   Shape{out, 1, 1, 1}.
// It computes through Conv2d's kernels with zeros where there is no connection, so it gives Conv2d's bits.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class PartialConv2d final : public Layer {
public:
    // connections: one list an output, of the input channels it reads; see connectionMisfit.
    PartialConv2d(int inChannels, Connections connections, const Window& window);

    static LayerKind facts();
    LayerInfo info() const override;
    Expected<Shape> outputShape(const Shape& in) const override;
    LayerRules rules() const override { return {.readsIn = true, .readsOut = false}; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::span<Parameter> parameters() override { return m_parameters; }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<PartialConv2d>(*this); }

    // The weight of the Conv2d that computes the same: its shape, zero where there is no connection.
    Tensor fullWeight() const;

private:
    int outputs() const { return static_cast<int>(m_connections.size()); }
    void fill(Tensor& full) const;
    template<class Use> void forEachConnection(Use use) const;

    int m_in;
    Connections m_connections;
    Window m_window;
    std::vector<Parameter> m_parameters;
};

// A sentence when an output reads nothing, a channel twice or not in rising order, or one that is not there.
std::optional<Error> connectionMisfit(const Connections& connections, int inChannels);
std::size_t connectionCount(const Connections& connections);

} // namespace cnn
