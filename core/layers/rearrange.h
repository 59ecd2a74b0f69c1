// Layers that give the values another shape or another order.
//
//   Reshape       the same order (channel, row, column), in another shape
//   Permute       axes change places: `order` says which of the input's axes each of the output's is (0 channels, 1
//   rows,
//                 2 columns)
//   DepthToSpace  block x block channels become a block of cells, as sub-pixel convolutions want it (Shi et al. 2016).
//   In
//                 order CRD (PyTorch's PixelShuffle) the channels of one output lie side by side, in DCR (ONNX' usual)
//                 those of one place in the block.
#pragma once

#include "core/layers/layer_kind.h"

#include <array>

namespace cnn {

class Reshape final : public Layer {
public:
    // 0 for one of them: what remains.
    Reshape(int channels, int rows, int columns) : m_channels(channels), m_rows(rows), m_columns(columns) {}

    static LayerKind facts();
    LayerInfo info() const override;
    LayerRules rules() const override { return {.readsIn = false, .readsOut = false}; }
    Expected<Shape> outputShape(const Shape& in) const override;
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Reshape>(*this); }

private:
    int m_channels, m_rows, m_columns;
};

// Each value of the output is one of the input's at a place that can be computed.
class Rearrangement : public Layer {
public:
    LayerRules rules() const final { return {.readsIn = false, .readsOut = false}; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const final;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const final;

protected:
    virtual ValuePlace sourceOf(const Shape& in, const ValuePlace& out) const = 0;

private:
    // Calls visit(first float in the output, in the input) for every value; the images of a value lie side by side.
    template<class Visit> void forEachValue(const Shape& in, const Shape& out, Visit visit) const;
};

class Permute final : public Rearrangement {
public:
    // Throws Error(Usage) where an axis is missing.
    explicit Permute(const std::array<int, 3>& order);

    static LayerKind facts();
    LayerInfo info() const override;
    Expected<Shape> outputShape(const Shape& in) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Permute>(*this); }

private:
    ValuePlace sourceOf(const Shape& in, const ValuePlace& out) const override;
    std::array<int, 3> m_order;
};

class DepthToSpace final : public Rearrangement {
public:
    explicit DepthToSpace(int block, bool crd = false);

    static LayerKind facts();
    LayerInfo info() const override;
    Expected<Shape> outputShape(const Shape& in) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<DepthToSpace>(*this); }

private:
    ValuePlace sourceOf(const Shape& in, const ValuePlace& out) const override;
    int m_block;
    bool m_crd;
};

} // namespace cnn
