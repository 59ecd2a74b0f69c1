#include "core/layers/subsample.h"

#include "core/base/counted.h"
#include "core/kernels/correlate.h"

#include <algorithm>
#include <numeric>

namespace cnn {
namespace {

// The taps of channel c alone.
std::span<const std::ptrdiff_t> channelTaps(const kernels::WindowPlan& plan, int c, std::size_t cells) {
    return std::span(plan.taps).subspan(static_cast<std::size_t>(c) * cells, cells);
}

} // namespace

Subsample::Subsample(int channels, const Window& window) : m_channels(channels), m_window(window) {
    assert(channels >= 1);
    for (const char* name : {"weight", "bias"}) m_parameters.push_back({name, Tensor({channels, 1, 1, 1})});
}

LayerKind Subsample::facts() {
    return {.kind = "subsample",
            .title = "Trainable subsampling",
            .name = "sub",
            .role = LayerRole::Pooling,
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<Subsample>(i.inputs, i.window.value());
            },
            .words = "{window} Subsampling",
            .formula = "sum of {window} times a weight",
            .cost = "The sum of {window} values: times one weight, plus one bias",
            .outputs = OutputCount::AsInputs,
            .firstWeight =
                [](const LayerInfo& i) { // the mean
                    return static_cast<float>(1.0 / (i.window->y.kernel * i.window->x.kernel));
                },
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "Conv"}};
}

Expected<Shape> Subsample::outputShape(const Shape& in) const {
    if (in.c != m_channels)
        return Error(ErrorCode::Mismatch,
                     Message::tr("This subsampling reads %1, the input has %2.", counted::channels(m_channels), in.c));
    return m_window.outputShape(in);
}

void Subsample::fill(Tensor& full) const {
    full.reshapeTo({m_channels, m_window.y.kernel, m_window.x.kernel, 1});
    const std::size_t cells = full.size() / static_cast<std::size_t>(m_channels);
    float* to = full.data();
    for (const float weight : m_parameters[0].value.values()) to = std::fill_n(to, cells, weight);
}

Tensor Subsample::fullWeight() const {
    Tensor full;
    fill(full);
    return full;
}

void Subsample::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    const auto shape = outputShape(in.shape());
    assert(shape);
    out.reshapeTo(*shape);
    fill(cache.weights);
    kernels::WindowPlan& plan = cache.plan;
    plan.make(in.shape(), m_window);
    const float* cells = kernels::arrange(plan, m_window, in, cache.cells);
    const std::ptrdiff_t taps = std::ssize(plan.taps) / m_channels, plane = plan.runs.rows * plan.runs.length;
    for (int c = 0; c < m_channels; ++c)
        kernels::correlate({cache.weights.data() + c * taps, taps, 1, 1},
                           channelTaps(plan, c, static_cast<std::size_t>(taps)), cells, plan.runs,
                           {m_parameters[1].value.data() + c}, out.data() + c * plane);
}

void Subsample::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                         Gradients& gradients) const {
    kernels::WindowPlan& plan = cache.plan;
    plan.make(in.shape(), m_window);
    fill(cache.weights);
    cache.dWeights.reshapeTo(cache.weights.shape());
    cache.dWeights.fill(0);
    const float* cells = kernels::arrange(plan, m_window, in, cache.cells);
    const std::ptrdiff_t taps = std::ssize(plan.taps) / m_channels, plane = plan.runs.rows * plan.runs.length;
    Tensor* dCells = !dIn ? nullptr : plan.copies ? &cache.dCells : dIn;
    if (dCells) {
        dCells->reshapeTo(plan.packed);
        dCells->fill(0);
    }
    for (int c = 0; c < m_channels; ++c) {
        const auto own = channelTaps(plan, c, static_cast<std::size_t>(taps));
        float* dKernel = cache.dWeights.data() + c * taps;
        kernels::gradient(dOut.data() + c * plane, 1, own, cells, plan.runs, dKernel);
        gradients[0].data()[c] += std::accumulate(dKernel, dKernel + taps, 0.0F);
        if (dCells)
            kernels::spread(cache.weights.data() + c * taps, 1, own, dOut.data() + c * plane, plan.runs,
                            dCells->data());
    }
    kernels::addPlaneSums(dOut.data(), m_channels, plan.runs, gradients[1].data());
    if (dIn && plan.copies) {
        dIn->reshapeTo(in.shape());
        kernels::restore(plan, m_window, cache.dCells, *dIn);
    }
}

} // namespace cnn
