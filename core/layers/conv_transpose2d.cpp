#include "core/layers/conv_transpose2d.h"

#include "core/base/counted.h"
#include "core/kernels/correlate.h"
#include "core/layers/conv2d.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace cnn {
namespace {

constexpr LayerSetting addedSetting(const char* key, const char* label) {
    return {.key = key, .label = label, .missing = 0, .usual = 0, .low = 0, .high = 63, .offered = 7, .step = 1};
}

// Outputs of one axis; below 1: none.
std::int64_t outputsOf(const Axis& a, int inputs, int added) {
    return (static_cast<std::int64_t>(inputs) - 1) * a.stride - a.padBefore - a.padAfter +
           static_cast<std::int64_t>(a.dilation) * (a.kernel - 1) + 1 + added;
}

} // namespace

LayerKind ConvTranspose2d::facts() {
    static const std::array<LayerSetting, 3> settings{groupSetting(), addedSetting("rows_added", "Rows added"),
                                                      addedSetting("columns_added", "Columns added")};
    return {.kind = "convtranspose2d",
            .title = "Transposed convolution",
            .name = "up",
            .role = LayerRole::Other,
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                const auto whole = [&](const char* key, float missing) {
                    return static_cast<int>(i.setting(key, missing));
                };
                return std::make_unique<ConvTranspose2d>(
                    i.inputs, i.outputs, i.window.value(),
                    Options{true, whole("groups", 1), whole("rows_added", 0), whole("columns_added", 0)});
            },
            .words = "{window} Transposed conv ({outputs})",
            .formula = "{window} of cells from each value, overlaps added",
            .cost = "As many products as kernel values that reach it",
            .outputs = OutputCount::Chosen,
            .made = Made::Linear,
            .settings = settings,
            .windowed = true,
            .ownMaps = true,
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "ConvTranspose"}};
}

ConvTranspose2d::ConvTranspose2d(int inChannels, int outChannels, const Window& window, const Options& options)
    : m_in(inChannels), m_out(outChannels), m_window(window), m_options(options) {
    assert(inChannels >= 1 && outChannels >= 1 && options.groups >= 1);
    const int perInput = std::max(1, outChannels / options.groups); // outputShape() says what does not fit
    m_parameters.push_back({"weight", Tensor({inChannels * perInput, window.y.kernel, window.x.kernel, 1})});
    if (options.bias) m_parameters.push_back({"bias", Tensor({outChannels, 1, 1, 1})});
}

LayerInfo ConvTranspose2d::info() const {
    return {"convtranspose2d",
            m_window,
            m_in,
            m_out,
            {{"groups", static_cast<float>(m_options.groups)},
             {"rows_added", static_cast<float>(m_options.rowsAdded)},
             {"columns_added", static_cast<float>(m_options.columnsAdded)}}};
}

Expected<Shape> ConvTranspose2d::outputShape(const Shape& in) const {
    if (in.c != m_in)
        return Error(ErrorCode::Mismatch, Message::tr("This transposed convolution reads %1, the input has %2.",
                                                      counted::channels(m_in), in.c));
    if (const auto misfit = groupMisfit(m_in, m_out, m_options.groups)) return *misfit;
    if (m_options.rowsAdded >= m_window.y.stride || m_options.columnsAdded >= m_window.x.stride)
        return Error(ErrorCode::DoesNotFit,
                     Message::tr("A transposed convolution can add fewer rows and columns than its stride."));
    const std::int64_t h = outputsOf(m_window.y, in.h, m_options.rowsAdded),
                       w = outputsOf(m_window.x, in.w, m_options.columnsAdded);
    if (h < 1 || w < 1)
        return Error(ErrorCode::DoesNotFit,
                     Message::tr("The padding of this transposed convolution cuts off all of its output."));
    if (h > 65536 || w > 65536)
        return Error(ErrorCode::TooLarge,
                     Message::tr("The output of this transposed convolution is beyond 65536 rows or columns."));
    const Shape out{m_out, static_cast<int>(h), static_cast<int>(w), in.n};
    if (const auto back = m_window.outputShape(out); !back) return back.error(); // settings out of range
    return out;
}

ConvTranspose2d::Group ConvTranspose2d::groupOf(const kernels::WindowPlan& plan) const {
    Group group;
    group.inputs = m_in / m_options.groups;
    group.taps = static_cast<std::ptrdiff_t>(plan.taps.size()) / m_options.groups;
    group.weights = group.inputs * group.taps;
    group.cells = static_cast<std::ptrdiff_t>(plan.packed.count()) / m_options.groups;
    group.values = group.inputs * plan.runs.rows * plan.runs.length;
    return group;
}

// The convolution that this is the transposed of reads `out` and gives `in`.
void ConvTranspose2d::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    const auto shape = outputShape(in.shape());
    assert(shape);
    out.reshapeTo(*shape);
    kernels::WindowPlan& plan = cache.plan;
    plan.make(*shape, m_window);
    const Group group = groupOf(plan);
    const auto taps = std::span(plan.taps).first(static_cast<std::size_t>(group.taps));
    Tensor& cells = plan.copies ? cache.cells : out;
    cells.reshapeTo(plan.packed);
    cells.fill(0);
    for (int g = 0; g < m_options.groups; ++g)
        kernels::spread(m_parameters[0].value.data() + g * group.weights, group.inputs, taps,
                        in.data() + g * group.values, plan.runs, cells.data() + g * group.cells);
    if (plan.copies) kernels::restore(plan, m_window, cells, out);
    if (!hasBias()) return;
    const auto floats = static_cast<Eigen::Index>(out.size()) / m_out;
    for (int o = 0; o < m_out; ++o) ArrayView(out.data() + o * floats, floats) += m_parameters[1].value.data()[o];
}

void ConvTranspose2d::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache& cache,
                               Tensor* dIn, Gradients& gradients) const {
    kernels::WindowPlan& plan = cache.plan;
    plan.make(dOut.shape(), m_window);
    const Group group = groupOf(plan);
    const auto taps = std::span(plan.taps).first(static_cast<std::size_t>(group.taps));
    const float* cells = kernels::arrange(plan, m_window, dOut, cache.dCells);
    if (dIn) dIn->reshapeTo(in.shape());
    for (int g = 0; g < m_options.groups; ++g) {
        kernels::gradient(in.data() + g * group.values, group.inputs, taps, cells + g * group.cells, plan.runs,
                          gradients[0].data() + g * group.weights);
        if (dIn)
            kernels::correlate({m_parameters[0].value.data() + g * group.weights, group.taps, 1, group.inputs}, taps,
                               cells + g * group.cells, plan.runs, {}, dIn->data() + g * group.values);
    }
    const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(dOut.shape().w) * dOut.shape().n;
    if (hasBias()) kernels::addPlaneSums(dOut.data(), m_out, {dOut.shape().h, row, row}, gradients[1].data());
}

} // namespace cnn
