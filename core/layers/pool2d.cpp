#include "core/layers/pool2d.h"

#include "core/kernels/pool.h"

namespace cnn {

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
