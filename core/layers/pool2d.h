// Pooling: the sliding window without weights, each channel by itself.
//
// MaxPool2d: the largest cell; padding never wins; among equals the first in reading order wins, and the gradient goes
//            to it alone.
// AvgPool2d: the mean over all kernel cells, padding counted as zero (PyTorch's count_include_pad=True) or left out;
// the
//            gradient is shared equally.
//
// Rounded up (ceil_mode), a last window that hangs over the end has its place too, if it begins in the input or the
// padding before it; the cells beyond the padding count for nothing, also in a mean.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

struct PoolOptions {
    bool ceil = false;        // rounded up
    bool countPadding = true; // of a mean
};
// The window that stands at all places on this input: with more padding after it where it is rounded up.
Window wholeWindow(const Window& window, const PoolOptions& options, const Shape& in);

class MaxPool2d final : public Layer {
public:
    explicit MaxPool2d(const Window& window, const PoolOptions& options = {}) : m_window(window), m_options(options) {}

    static LayerKind facts();
    LayerInfo info() const override;
    Expected<Shape> outputShape(const Shape& in) const override;
    LayerRules rules() const override {
        return {.readsIn = true, .readsOut = true, .inPlace = false, .rectifies = false, .takesLargest = true};
    }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<MaxPool2d>(*this); }

private:
    Window m_window;
    PoolOptions m_options;
};

class AvgPool2d final : public Layer {
public:
    explicit AvgPool2d(const Window& window, const PoolOptions& options = {}) : m_window(window), m_options(options) {}

    static LayerKind facts();
    LayerInfo info() const override;
    Expected<Shape> outputShape(const Shape& in) const override;
    LayerRules rules() const override { return {.readsIn = false, .readsOut = false}; }
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<AvgPool2d>(*this); }

private:
    Window m_window;
    PoolOptions m_options;
};

} // namespace cnn
