#include "core/layers/lrn.h"

#include "core/layers/channel_layer.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr LayerSetting lrnSettings[] = {
    {.key = "size", .label = "Channels", .missing = 5, .usual = 5, .low = 1, .high = 65536, .offered = 15, .step = 1},
    {.key = "alpha",
     .label = "Alpha",
     .missing = 1e-4F,
     .usual = 1e-4F,
     .low = 0,
     .high = 1e6F,
     .offered = 10,
     .step = 0.0001F},
    {.key = "beta",
     .label = "Beta",
     .missing = 0.75F,
     .usual = 0.75F,
     .low = 0,
     .high = 100,
     .offered = 2,
     .step = 0.05F},
    {.key = "k", .label = "Bias", .missing = 1, .usual = 1, .low = 0, .high = 1e6F, .offered = 10, .step = 0.1F}};

ConstArrayView channel(const Tensor& t, int c) {
    const Eigen::Index floats = floatsPerChannel(t.shape());
    return {t.data() + c * floats, floats};
}

// Calls visit(j) for the channels around c of so many.
template<class Visit> void forEachNeighbour(int c, int channels, int size, Visit visit) {
    const int first = c - (size - 1) / 2;
    for (int j = std::max(0, first); j < std::min(channels, first + size); ++j) visit(j);
}

} // namespace

LayerKind Lrn::facts() {
    return {.kind = "lrn",
            .title = "Local response normalisation",
            .name = "lrn",
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<Lrn>(Numbers{static_cast<int>(i.setting("size", 5)), i.setting("alpha"),
                                                     i.setting("beta"), i.setting("k")});
            },
            .words = "LRN ({size})",
            .formula = "x ÷ ({k} + {alpha} × mean square of {size} maps)^{beta}",
            .curve = Curve::Smooth,
            .sign = Sign::Kept,
            .made = Made::Scaled,
            .settings = lrnSettings,
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "LRN"},
            .torch = "nn.LocalResponseNorm({size}, alpha={alpha}, beta={beta}, k={k})"};
}

LayerInfo Lrn::info() const {
    return {"lrn",
            {},
            0,
            0,
            {{"size", static_cast<float>(m_numbers.size)},
             {"alpha", m_numbers.alpha},
             {"beta", m_numbers.beta},
             {"k", m_numbers.k}}};
}

void Lrn::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    const Shape& s = in.shape();
    out.reshapeTo(s);
    cache.weights.reshapeTo({1, s.h, s.w, s.n});
    ArrayView sum = cache.weights.array();
    const float share = m_numbers.alpha / static_cast<float>(m_numbers.size);
    for (int c = 0; c < s.c; ++c) {
        sum.setZero();
        forEachNeighbour(c, s.c, m_numbers.size, [&](int j) { sum += channel(in, j).square(); });
        ArrayView(out.data() + c * floatsPerChannel(s), floatsPerChannel(s)) =
            channel(in, c) * (m_numbers.k + share * sum).pow(-m_numbers.beta);
    }
}

// With D = k + share * sum: d out[c] / d in[j] = [c = j] D^-beta - 2 beta share in[c] in[j] D^(-beta - 1).
void Lrn::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                   Gradients&) const {
    if (!dIn) return;
    const Shape& s = in.shape();
    dIn->reshapeTo(s);
    dIn->fill(0);
    cache.weights.reshapeTo({1, s.h, s.w, s.n});
    cache.dWeights.reshapeTo({1, s.h, s.w, s.n});
    ArrayView base = cache.weights.array(), slope = cache.dWeights.array();
    const float share = m_numbers.alpha / static_cast<float>(m_numbers.size);
    const auto to = [&](int c) { return ArrayView(dIn->data() + c * floatsPerChannel(s), floatsPerChannel(s)); };
    for (int c = 0; c < s.c; ++c) {
        base.setZero();
        forEachNeighbour(c, s.c, m_numbers.size, [&](int j) { base += channel(in, j).square(); });
        base = m_numbers.k + share * base;
        to(c) += channel(dOut, c) * base.pow(-m_numbers.beta);
        slope = channel(dOut, c) * channel(in, c) * base.pow(-m_numbers.beta - 1) * (2 * m_numbers.beta * share);
        forEachNeighbour(c, s.c, m_numbers.size, [&](int j) { to(j) -= slope * channel(in, j); });
    }
}

} // namespace cnn
