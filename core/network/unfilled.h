// Layers to be counted, not run: shapes, settings and counts are there, memory for the weights is not. VGG-19's table
// needs none of its 548 MiB.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

// Stands for a layer with weights. Shapes and counts are those of the same layer with very few outputs, which is kept
// inside: every number it learns belongs to one output, so there are so many times as many.
class UnfilledLayer final : public Layer {
public:
    // thin: the layer with `thinOutputs` outputs, of which `outputs` are a multiple, or outputShape() refuses.
    UnfilledLayer(std::unique_ptr<Layer> thin, int outputs);

    LayerInfo info() const override;
    Expected<Shape> outputShape(const Shape& in) const override;
    LayerRules rules() const override { return m_thin->rules(); }
    // It has no weights to compute with: asserted.
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override;
    // Of the layer that it stands for.
    std::size_t numbers() const;

private:
    std::unique_ptr<Layer> m_thin;
    int m_thinOutputs, m_outputs;
};

// A layer with these settings that may have no weights, but says how many there would be.
std::unique_ptr<Layer> unfilled(const LayerInfo& info);
// All numbers of a layer, learned or not.
std::size_t numbersOf(const Layer& layer);

} // namespace cnn
