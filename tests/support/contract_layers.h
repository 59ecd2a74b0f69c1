// Layers that no network needs, for tests of the contract in core/layers/layer.h: they keep it to the letter.
#pragma once

#include "core/layers/layer.h"

#include <cmath>

namespace cnn {

// Adds a number of its own to each cell, so that its gradient is that at the input of the layer behind it, summed over
// the images. Its output may be overwritten.
class Offset final : public Layer {
public:
    Offset(const Shape& shape, float value) {
        m_parameters.push_back({"weight", Tensor(shape.withImages(1))});
        m_parameters[0].value.fill(value);
    }
    LayerInfo info() const override { return {"offset", {}}; }
    LayerRules rules() const override { return {.readsIn = false, .readsOut = false}; }
    Expected<Shape> outputShape(const Shape& in) const override { return in; }
    void forward(const Tensor& in, Tensor& out, LayerCache&) const override {
        out.reshapeTo(in.shape());
        out.matrix() = in.matrix();
        for (Eigen::Index i = 0; i < out.matrix().rows(); ++i) out.matrix().row(i).array() += weight(i);
    }
    void backward(const Tensor&, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                  Gradients& gradients) const override {
        for (Eigen::Index i = 0; i < dOut.matrix().rows(); ++i) gradients[0].data()[i] += dOut.matrix().row(i).sum();
        if (dIn) *dIn = dOut;
    }
    std::span<Parameter> parameters() override { return m_parameters; }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Offset>(*this); }

private:
    float weight(Eigen::Index i) const { return m_parameters[0].value.data()[i]; }
    std::vector<Parameter> m_parameters;
};

// out = in * |in| / 2, by the contract and nothing more: it promises nothing, and its backward reads all it may. It
// calls itself an activation, of which nothing follows.
class Careful final : public Layer {
public:
    explicit Careful(LayerRules rules = {}) : m_rules(rules) {}
    LayerInfo info() const override { return {"tanh", {}}; }
    LayerRules rules() const override { return m_rules; }
    Expected<Shape> outputShape(const Shape& in) const override { return in; }
    void forward(const Tensor& in, Tensor& out, LayerCache&) const override {
        out.reshapeTo(in.shape());
        out.array() = in.array() * in.array().abs() / 2;
    }
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                  Gradients&) const override {
        if (!dIn) return;
        dIn->reshapeTo(in.shape());
        if (m_rules.readsIn) dIn->array() = dOut.array() * in.array().abs();
        if (m_rules.readsIn && m_rules.readsOut) // the slope is out / in twice over; half of it from each
            dIn->array() = dOut.array() * (in.array().abs() / 2 + (out.array() * 2).abs().sqrt() / 2);
        if (!m_rules.readsIn) dIn->array() = dOut.array() * (out.array() * 2).abs().sqrt();
    }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Careful>(*this); }

private:
    LayerRules m_rules;
};

// out = in times the sum of all |in| of its image, which backward finds again from all values of out: one of them
// overwritten, also where no gradient comes back, and all its gradients are wrong.
class Crossed final : public Layer {
public:
    LayerInfo info() const override { return {"crossed", {}}; }
    LayerRules rules() const override { return {.readsIn = false}; }
    Expected<Shape> outputShape(const Shape& in) const override { return in; }
    void forward(const Tensor& in, Tensor& out, LayerCache&) const override {
        out.reshapeTo(in.shape());
        for (Eigen::Index n = 0; n < in.matrix().cols(); ++n)
            out.matrix().col(n) = in.matrix().col(n) * in.matrix().col(n).cwiseAbs().sum();
    }
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                  Gradients&) const override {
        if (!dIn) return;
        dIn->reshapeTo(in.shape());
        for (Eigen::Index n = 0; n < out.matrix().cols(); ++n) {
            const auto y = out.matrix().col(n), d = dOut.matrix().col(n);
            const float sum = std::sqrt(y.cwiseAbs().sum());
            dIn->matrix().col(n) = d * sum + y.cwiseSign() * (d.dot(y) / sum);
        }
    }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Crossed>(*this); }
};

} // namespace cnn
