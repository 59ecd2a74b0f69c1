// Layers that copy: each value of the output is one of the input, found axis by axis, or a constant.
//
//   Pad2d     more at the edges, or less where a number is negative: a constant, the mirrored values, or the edge's
//   Slice     a part: from a first channel, row and column on, so many, every so manieth
//   DepthToSpace, Permute and Reshape give the values another order or another shape (rearrange.h)
#pragma once

#include "core/layers/layer_kind.h"

#include <array>

namespace cnn {

// For channels, rows, columns: which of the input each of the output's is; -1: none, the constant stands there.
using AxisSources = std::array<std::vector<int>, 3>;

class AxisCopy : public Layer {
public:
    LayerRules rules() const final { return {.readsIn = false, .readsOut = false}; }
    Expected<Shape> outputShape(const Shape& in) const final;
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const final;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const final;

protected:
    virtual Expected<AxisSources> sources(const Shape& in) const = 0;
    virtual float constant() const { return 0; }
};

// How its outer cells are found; names as in ONNX.
enum class EdgeKind { Constant, Reflect, Edge };

class Pad2d final : public AxisCopy {
public:
    struct Sides {
        int top = 0, bottom = 0, left = 0, right = 0;
        int front = 0, back = 0; // channels
        bool operator==(const Sides&) const = default;
    };
    explicit Pad2d(const Sides& sides, EdgeKind edge = EdgeKind::Constant, float value = 0)
        : m_sides(sides), m_edge(edge), m_value(value) {}

    static LayerKind facts();
    LayerInfo info() const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Pad2d>(*this); }

private:
    Expected<AxisSources> sources(const Shape& in) const override;
    float constant() const override { return m_value; }
    Sides m_sides;
    EdgeKind m_edge;
    float m_value;
};

class Slice final : public AxisCopy {
public:
    struct Part {
        int first = 0, count = 0, step = 1; // count 0: all that there are
    };
    // Channels, rows, columns.
    explicit Slice(const std::array<Part, 3>& parts) : m_parts(parts) {}

    static LayerKind facts();
    LayerInfo info() const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Slice>(*this); }

private:
    Expected<AxisSources> sources(const Shape& in) const override;
    std::array<Part, 3> m_parts;
};

} // namespace cnn
