// Dropout (Srivastava et al. 2014), inverted as in PyTorch: while a network learns, each value becomes 0 with the
// probability `share` and is divided by 1 - share otherwise, so that the expected value stays. At all other times every
// value passes as it is.
//
// A layer is const and does not know whether it learns: who trains says so by a Chance in the cache. The mask of an
// image follows from the chance's seed and the image's number alone, so that pieces of a batch give the same bits on
// any number of threads, and a run that is taken up again goes on with the same ones.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class Dropout final : public Layer {
public:
    // share: 0 .. <1. Throws Error(Usage) for others.
    explicit Dropout(float share);

    float share() const { return m_share; }
    static LayerKind facts();
    LayerInfo info() const override { return {"dropout", {}, 0, 0, {{"share", m_share}}}; }
    Expected<Shape> outputShape(const Shape& in) const override { return in; }
    LayerRules rules() const override { return {.readsIn = false, .readsOut = false, .inPlace = true}; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Dropout>(*this); }

private:
    float m_share;
};

} // namespace cnn
