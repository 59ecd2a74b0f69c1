#include "core/layers/conv2d.h"

#include "core/base/counted.h"
#include "core/kernels/correlate.h"

namespace cnn {

Conv2d::Conv2d(int inChannels, int outChannels, const Window& window, bool bias)
    : m_in(inChannels), m_out(outChannels), m_window(window) {
    assert(inChannels >= 1 && outChannels >= 1);
    m_parameters.push_back({"weight", Tensor({outChannels * inChannels, window.y.kernel, window.x.kernel, 1})});
    if (bias) m_parameters.push_back({"bias", Tensor({outChannels, 1, 1, 1})});
}

LayerKind Conv2d::facts() {
    return {.kind = "conv2d",
            .title = "Convolution",
            .name = "conv",
            .role = LayerRole::Convolution,
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<Conv2d>(i.inputs, i.outputs, i.window.value());
            },
            .words = "{window} Conv ({outputs})",
            .formula = "{outputs|kernel|kernels} of {window}",
            .outputs = OutputCount::Chosen,
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "Conv"}};
}

Expected<Shape> Conv2d::outputShape(const Shape& in) const {
    if (in.c != m_in)
        return Error(ErrorCode::Mismatch,
                     Message::tr("This convolution reads %1, the input has %2.", counted::channels(m_in), in.c));
    auto shape = m_window.outputShape(in);
    if (shape) shape->c = m_out;
    return shape;
}

void Conv2d::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    const auto shape = outputShape(in.shape());
    assert(shape);
    out.reshapeTo(*shape);
    cache.plan.make(in.shape(), m_window);
    const auto taps = static_cast<std::ptrdiff_t>(cache.plan.taps.size());
    kernels::correlate({weight().data(), taps, 1, m_out}, cache.plan.taps,
                       kernels::arrange(cache.plan, m_window, in, cache.cells), cache.plan.runs,
                       {hasBias() ? m_parameters[1].value.data() : nullptr}, out.data());
}

void Conv2d::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                      Gradients& gradients) const {
    kernels::WindowPlan& plan = cache.plan;
    plan.make(in.shape(), m_window);
    kernels::gradient(dOut.data(), m_out, plan.taps, kernels::arrange(plan, m_window, in, cache.cells), plan.runs,
                      gradients[0].data());
    if (hasBias()) kernels::addPlaneSums(dOut.data(), m_out, plan.runs, gradients[1].data());
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    Tensor& cells = plan.copies ? cache.dCells : *dIn;
    cells.reshapeTo(plan.packed);
    cells.fill(0);
    kernels::spread(weight().data(), m_out, plan.taps, dOut.data(), plan.runs, cells.data());
    if (plan.copies) kernels::restore(plan, m_window, cells, *dIn);
}

} // namespace cnn
