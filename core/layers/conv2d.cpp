#include "core/layers/conv2d.h"

#include "core/base/counted.h"
#include "core/kernels/depthwise.h"
#include "core/kernels/winograd.h"

#include <algorithm>

namespace cnn {

std::optional<Error> groupMisfit(int inChannels, int outChannels, int groups) {
    if (groups >= 1 && inChannels % groups == 0 && outChannels % groups == 0) return std::nullopt;
    return Error(ErrorCode::Mismatch,
                 Message::tr("%1 and %2 cannot be divided into %3 equal groups.", counted::channels(inChannels),
                             counted::outputs(outChannels), groups));
}

const LayerSetting& groupSetting() {
    static constexpr LayerSetting setting{.key = "groups",
                                          .label = "Groups",
                                          .missing = 1,
                                          .usual = 1,
                                          .low = 1,
                                          .high = 65536,
                                          .offered = 256,
                                          .step = 1};
    return setting;
}

Conv2d::Conv2d(int inChannels, int outChannels, const Window& window, bool bias, int groups)
    : m_in(inChannels), m_out(outChannels), m_groups(groups), m_window(window) {
    assert(inChannels >= 1 && outChannels >= 1 && groups >= 1);
    const int perOutput = std::max(1, inChannels / groups); // outputShape() says what does not fit
    m_parameters.push_back({"weight", Tensor({outChannels * perOutput, window.y.kernel, window.x.kernel, 1})});
    if (bias) m_parameters.push_back({"bias", Tensor({outChannels, 1, 1, 1})});
}

LayerKind Conv2d::facts() {
    return {.kind = "conv2d",
            .title = "Convolution",
            .name = "conv",
            .role = LayerRole::Convolution,
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<Conv2d>(i.inputs, i.outputs, i.window.value(), true,
                                                static_cast<int>(i.setting("groups", 1)));
            },
            .words = "{window} Conv ({outputs})",
            .formula = "{outputs|kernel|kernels} of {window}",
            .outputs = OutputCount::Chosen,
            .settings = {&groupSetting(), 1},
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "Conv"}};
}

LayerInfo Conv2d::info() const {
    LayerInfo info{"conv2d", m_window, m_in, m_out};
    if (m_groups > 1) info.settings = {{"groups", static_cast<float>(m_groups)}};
    return info;
}

Expected<Shape> Conv2d::outputShape(const Shape& in) const {
    if (in.c != m_in)
        return Error(ErrorCode::Mismatch,
                     Message::tr("This convolution reads %1, the input has %2.", counted::channels(m_in), in.c));
    if (const auto misfit = groupMisfit(m_in, m_out, m_groups)) return *misfit;
    auto shape = m_window.outputShape(in);
    if (shape) shape->c = m_out;
    return shape;
}

void Conv2d::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    const auto shape = outputShape(in.shape());
    assert(shape);
    out.reshapeTo(*shape);
    const float* bias = hasBias() ? m_parameters[1].value.data() : nullptr;
    if (cache.quick && m_groups == 1 && kernels::paysWinograd(m_window, in.shape(), *shape))
        return kernels::correlateWinograd(m_window, in, weight().data(), {bias, false, cache.rectify}, out, cache.plan,
                                          {cache.cells, cache.weights, cache.dWeights}, cache.pool);
    cache.plan.make(in.shape(), m_window);
    const Group group = groupOf(cache.plan);
    if (m_groups == m_in && m_in > 1)
        return kernels::correlateDepthwise(cache.plan, m_window, in, weight().data(), group.outputs,
                                           {bias, false, cache.rectify}, out, cache.cells, cache.pool);
    const float* cells = kernels::arrange(cache.plan, m_window, in, cache.cells, cache.pool);
    for (int g = 0; g < m_groups; ++g)
        kernels::correlate({weight().data() + g * group.weights, group.taps, 1, group.outputs},
                           std::span(cache.plan.taps).first(static_cast<std::size_t>(group.taps)),
                           cells + g * group.cells, cache.plan.runs,
                           {bias ? bias + g * group.outputs : nullptr, false, cache.rectify},
                           out.data() + g * group.results, cache.pool);
}

// What one group is of the whole: its taps are the first ones, seen from its first cell.
Conv2d::Group Conv2d::groupOf(const kernels::WindowPlan& plan) const {
    Group group;
    group.outputs = m_out / m_groups;
    group.taps = static_cast<std::ptrdiff_t>(plan.taps.size()) / m_groups;
    group.weights = group.outputs * group.taps;
    group.cells = static_cast<std::ptrdiff_t>(plan.packed.count()) / m_groups;
    group.results = group.outputs * plan.runs.rows * plan.runs.length;
    return group;
}

void Conv2d::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                      Gradients& gradients) const {
    kernels::WindowPlan& plan = cache.plan;
    plan.make(in.shape(), m_window);
    const Group group = groupOf(plan);
    const auto taps = std::span(plan.taps).first(static_cast<std::size_t>(group.taps));
    if (!gradients.empty()) {
        const float* from = kernels::arrange(plan, m_window, in, cache.cells);
        for (int g = 0; g < m_groups; ++g)
            kernels::gradient(dOut.data() + g * group.results, group.outputs, taps, from + g * group.cells, plan.runs,
                              gradients[0].data() + g * group.weights);
        if (hasBias()) kernels::addPlaneSums(dOut.data(), m_out, plan.runs, gradients[1].data());
    }
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    Tensor& cells = plan.copies ? cache.dCells : *dIn;
    cells.reshapeTo(plan.packed);
    cells.fill(0);
    for (int g = 0; g < m_groups; ++g)
        kernels::spread(weight().data() + g * group.weights, group.outputs, taps, dOut.data() + g * group.results,
                        plan.runs, cells.data() + g * group.cells);
    if (plan.copies) kernels::restore(plan, m_window, cells, *dIn);
}

} // namespace cnn
