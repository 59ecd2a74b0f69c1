#include "core/layers/pool2d.h"

#include "core/kernels/pool.h"

namespace cnn {
namespace {

template<class Pool> std::unique_ptr<Layer> make(const LayerInfo& info) {
    return std::make_unique<Pool>(info.window.value());
}

} // namespace

LayerKind MaxPool2d::facts() {
    return {.kind = "maxpool2d",
            .title = "Max pooling",
            .name = "pool",
            .role = LayerRole::Pooling,
            .make = make<MaxPool2d>,
            .words = "{window} Max Pool",
            .formula = "largest of {window}",
            .cost = "The largest of {window} values: no weights",
            .curve = Curve::Kinked,
            .sign = Sign::Kept,
            .pooled = Pooled::Largest,
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "MaxPool"}};
}

LayerKind AvgPool2d::facts() {
    return {.kind = "avgpool2d",
            .title = "Average pooling",
            .name = "pool",
            .role = LayerRole::Pooling,
            .make = make<AvgPool2d>,
            .words = "{window} Avg Pool",
            .formula = "mean of {window}",
            .cost = "The mean of {window} values: no weights",
            .sign = Sign::Kept,
            .pooled = Pooled::Mean,
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "AveragePool"}};
}

void MaxPool2d::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    const auto shape = outputShape(in.shape());
    assert(shape);
    out.reshapeTo(*shape);
    kernels::maxPool(in, m_window, out);
}

void MaxPool2d::backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                         Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    kernels::maxPoolGradient(in, out, dOut, m_window, *dIn);
}

void AvgPool2d::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    const auto shape = outputShape(in.shape());
    assert(shape);
    out.reshapeTo(*shape);
    kernels::meanPool(in, m_window, out);
}

void AvgPool2d::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                         Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    kernels::meanPoolGradient(dOut, m_window, *dIn);
}

} // namespace cnn
