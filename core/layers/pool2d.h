// Pooling: the sliding window without weights, each channel by itself.
//
// MaxPool2d: the largest cell; padding never wins; among equals the first in reading order wins, and the gradient goes
//            to it alone.
// AvgPool2d: the mean over all kernel cells, padding counted as zero (PyTorch's count_include_pad=True); the gradient
// is
//            shared equally.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class MaxPool2d final : public Layer {
public:
    explicit MaxPool2d(const Window& window) : m_window(window) {}

    static LayerKind facts();
    LayerInfo info() const override { return {"maxpool2d", m_window, 0, 0}; }
    Expected<Shape> outputShape(const Shape& in) const override { return poolOutputShape(m_window, in); }
    LayerRules rules() const override {
        return {.readsIn = true, .readsOut = true, .inPlace = false, .rectifies = false, .takesLargest = true};
    }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<MaxPool2d>(*this); }

private:
    Window m_window;
};

class AvgPool2d final : public Layer {
public:
    explicit AvgPool2d(const Window& window) : m_window(window) {}

    static LayerKind facts();
    LayerInfo info() const override { return {"avgpool2d", m_window, 0, 0}; }
    Expected<Shape> outputShape(const Shape& in) const override { return poolOutputShape(m_window, in); }
    LayerRules rules() const override { return {.readsIn = false, .readsOut = false}; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<AvgPool2d>(*this); }

private:
    Window m_window;
};

} // namespace cnn
