#include "core/layers/partial_conv2d.h"

#include "core/base/counted.h"
#include "core/kernels/correlate.h"

#include <algorithm>

namespace cnn {

std::optional<Error> connectionMisfit(const Connections& connections, int inChannels) {
    if (connections.empty()) return Error(ErrorCode::Usage, Message::tr("A convolution needs at least one output."));
    for (const std::vector<int>& read : connections) {
        if (read.empty())
            return Error(ErrorCode::Usage, Message::tr("Every output of a convolution must read a channel."));
        for (std::size_t i = 0; i < read.size(); ++i)
            if (read[i] < 0 || (i > 0 && read[i] <= read[i - 1]))
                return Error(ErrorCode::Usage,
                             Message::tr("The channels that an output reads must be listed in rising order."));
        if (read.back() >= inChannels)
            return Error(ErrorCode::Mismatch, Message::tr("The connection table reads channel %1, the input has %2.",
                                                          read.back() + 1, inChannels));
    }
    return std::nullopt;
}

std::size_t connectionCount(const Connections& connections) {
    std::size_t count = 0;
    for (const std::vector<int>& read : connections) count += read.size();
    return count;
}

PartialConv2d::PartialConv2d(int inChannels, Connections connections, const Window& window)
    : m_in(inChannels), m_connections(std::move(connections)), m_window(window) {
    assert(!connectionMisfit(m_connections, inChannels));
    const auto count = static_cast<int>(connectionCount(m_connections));
    m_parameters.push_back({"weight", Tensor({count, window.y.kernel, window.x.kernel, 1})});
    m_parameters.push_back({"bias", Tensor({outputs(), 1, 1, 1})});
}

LayerKind PartialConv2d::facts() {
    return {.kind = "partialconv2d",
            .title = "Convolution, partly connected",
            .name = "conv",
            .role = LayerRole::Convolution,
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                if (const auto misfit = connectionMisfit(i.connections, i.inputs)) throw *misfit;
                return std::make_unique<PartialConv2d>(i.inputs, i.connections, i.window.value());
            },
            .words = "{window} Conv ({outputs})",
            .formula = "{outputs|kernel|kernels} of {window}, partly connected",
            .outputs = OutputCount::ByTable,
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "Conv"}};
}

LayerInfo PartialConv2d::info() const {
    return {"partialconv2d", m_window, m_in, outputs(), {}, m_connections};
}

Expected<Shape> PartialConv2d::outputShape(const Shape& in) const {
    if (in.c != m_in)
        return Error(ErrorCode::Mismatch,
                     Message::tr("This convolution reads %1, the input has %2.", counted::channels(m_in), in.c));
    auto shape = m_window.outputShape(in);
    if (shape) shape->c = outputs();
    return shape;
}

// use(where a kernel begins among our weights, where it begins in the full weight, numbers in it)
template<class Use> void PartialConv2d::forEachConnection(Use use) const {
    const Shape& kernel = m_parameters[0].value.shape();
    const std::size_t cells = static_cast<std::size_t>(kernel.h) * static_cast<std::size_t>(kernel.w);
    std::size_t own = 0, output = 0;
    for (const std::vector<int>& read : m_connections) {
        for (const int c : read) {
            use(own, output + static_cast<std::size_t>(c) * cells, cells);
            own += cells;
        }
        output += static_cast<std::size_t>(m_in) * cells;
    }
}

void PartialConv2d::fill(Tensor& full) const {
    const Tensor& weight = m_parameters[0].value;
    full.reshapeTo({outputs() * m_in, weight.shape().h, weight.shape().w, 1});
    full.fill(0);
    forEachConnection([&](std::size_t own, std::size_t at, std::size_t cells) {
        std::copy_n(weight.data() + own, cells, full.data() + at);
    });
}

Tensor PartialConv2d::fullWeight() const {
    Tensor full;
    fill(full);
    return full;
}

void PartialConv2d::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    const auto shape = outputShape(in.shape());
    assert(shape);
    out.reshapeTo(*shape);
    fill(cache.weights);
    cache.plan.make(in.shape(), m_window);
    const auto taps = static_cast<std::ptrdiff_t>(cache.plan.taps.size());
    kernels::correlate({cache.weights.data(), taps, 1, outputs()}, cache.plan.taps,
                       kernels::arrange(cache.plan, m_window, in, cache.cells), cache.plan.runs,
                       {m_parameters[1].value.data()}, out.data());
}

void PartialConv2d::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                             Gradients& gradients) const {
    kernels::WindowPlan& plan = cache.plan;
    plan.make(in.shape(), m_window);
    fill(cache.weights);
    cache.dWeights.reshapeTo(cache.weights.shape());
    cache.dWeights.fill(0);
    kernels::gradient(dOut.data(), outputs(), plan.taps, kernels::arrange(plan, m_window, in, cache.cells), plan.runs,
                      cache.dWeights.data());
    forEachConnection([&](std::size_t own, std::size_t at, std::size_t cells) {
        for (std::size_t i = 0; i < cells; ++i) gradients[0].data()[own + i] += cache.dWeights.data()[at + i];
    });
    kernels::addPlaneSums(dOut.data(), outputs(), plan.runs, gradients[1].data());
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    Tensor& cells = plan.copies ? cache.dCells : *dIn;
    cells.reshapeTo(plan.packed);
    cells.fill(0);
    kernels::spread(cache.weights.data(), outputs(), plan.taps, dOut.data(), plan.runs, cells.data());
    if (plan.copies) kernels::restore(plan, m_window, cells, *dIn);
}

} // namespace cnn
