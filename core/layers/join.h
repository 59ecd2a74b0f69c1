// Layers that read several values of a network and give one: sums, products, differences, quotients value by value, and
// channels one behind the other. What skip connections, squeeze-and-excitation and U-Nets are made of.
//
// Value by value (Arithmetic), the first value decides the shape; each of the others must have the same, or 1 where it
// is then repeated: (c, 1, 1) is one number a channel, (1, 1, 1) one for all. A first value of one number a channel is
// repeated likewise, so that the order does not matter. Of three and more, x1 - x2 - x3 and so on. With one value a
// join gives that value.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

// Its ways for one value are those for several.
class Join : public Layer {
public:
    Expected<Shape> outputShape(const Shape& in) const final;
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const final;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const final;

    Expected<Shape> joinedShape(std::span<const Shape> in) const override = 0;
    void join(std::span<const Tensor* const> in, Tensor& out, LayerCache& cache) const override = 0;
    void unjoin(std::span<const Tensor* const> in, const Tensor& out, const Tensor& dOut, const LayerCache& cache,
                std::span<Tensor* const> dIn, Gradients& gradients) const override = 0;
};

enum class ArithmeticKind { Add, Sub, Mul, Div };

class Arithmetic final : public Join {
public:
    explicit Arithmetic(ArithmeticKind kind) : m_kind(kind) {}

    static LayerKind facts(ArithmeticKind kind);
    LayerInfo info() const override { return {facts(m_kind).kind, {}}; }
    LayerRules rules() const override;
    Expected<Shape> joinedShape(std::span<const Shape> in) const override;
    void join(std::span<const Tensor* const> in, Tensor& out, LayerCache& cache) const override;
    void unjoin(std::span<const Tensor* const> in, const Tensor& out, const Tensor& dOut, const LayerCache& cache,
                std::span<Tensor* const> dIn, Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Arithmetic>(*this); }

private:
    ArithmeticKind m_kind;
};

// One behind the other along an axis: 0 channels, 1 rows, 2 columns. The others must agree.
class Concat final : public Join {
public:
    explicit Concat(int axis = 0) : m_axis(axis) {}

    static LayerKind facts();
    LayerInfo info() const override;
    LayerRules rules() const override { return {.readsIn = false, .readsOut = false}; }
    Expected<Shape> joinedShape(std::span<const Shape> in) const override;
    void join(std::span<const Tensor* const> in, Tensor& out, LayerCache& cache) const override;
    void unjoin(std::span<const Tensor* const> in, const Tensor& out, const Tensor& dOut, const LayerCache& cache,
                std::span<Tensor* const> dIn, Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Concat>(*this); }

private:
    int m_axis;
};

} // namespace cnn
