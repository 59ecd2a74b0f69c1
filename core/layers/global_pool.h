// Pooling that does not depend on the input's size: over the whole of each map (globalavgpool, globalmaxpool), or to so
// many rows and columns whatever the input has (adaptiveavgpool2d, adaptivemaxpool2d). Output y of Y covers the rows
// from y * h / Y, rounded down, to (y + 1) * h / Y, rounded up, as in PyTorch; they may overlap. Among equals the first
// in reading order is the largest.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class GlobalPool final : public Layer {
public:
    enum class Kind { GlobalMean, GlobalLargest, AdaptiveMean, AdaptiveLargest };
    explicit GlobalPool(Kind kind, int rows = 1, int columns = 1);

    static LayerKind facts(Kind kind);
    LayerInfo info() const override;
    LayerRules rules() const override { return {.readsIn = takesLargest(), .readsOut = false}; }
    Expected<Shape> outputShape(const Shape& in) const override { return Shape{in.c, m_rows, m_columns, in.n}; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<GlobalPool>(*this); }

private:
    bool takesLargest() const { return m_kind == Kind::GlobalLargest || m_kind == Kind::AdaptiveLargest; }
    Kind m_kind;
    int m_rows, m_columns;
};

} // namespace cnn
