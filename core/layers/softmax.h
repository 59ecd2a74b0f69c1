// Softmax over the channels of each cell, and its logarithm: out = e^x / sum of e^x. A network that ends with scores
// needs neither to learn (the loss has softmax in it, losses.h); files often bring one.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class Softmax final : public Layer {
public:
    explicit Softmax(bool logarithm = false) : m_log(logarithm) {}

    static LayerKind facts(bool logarithm);
    LayerInfo info() const override { return {m_log ? "logsoftmax" : "softmax", {}}; }
    LayerRules rules() const override { return {.readsIn = false, .readsOut = true}; }
    Expected<Shape> outputShape(const Shape& in) const override { return in; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Softmax>(*this); }

private:
    bool m_log;
};

} // namespace cnn
