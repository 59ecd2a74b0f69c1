#include "core/network/pass.h"

#include "core/base/rng.h"

#include <algorithm>

namespace cnn {
namespace {

// Whether backward finds all it reads when a layer works in place on the output of the one before it.
bool mayOverwrite(const LayerRules& before, const LayerRules& layer) {
    return !before.readsOut || (before.takesLargest && layer.rectifies);
}

} // namespace

void Pass::plan(const Network& network) {
    const std::size_t layers = std::min(m_layers, network.size());
    if (m_steps.size() == layers) return;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < layers; ++i) order.push_back(i);
    const auto rules = [&](std::size_t i) { return network.layer(order[i]).rules(); };
    for (std::size_t i = 0; i + 1 < order.size(); ++i)
        if (rules(i).rectifies && rules(i + 1).takesLargest) std::swap(order[i], order[i + 1]);
    m_steps.clear();
    std::size_t last = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool inPlace = i > 0 && rules(i).inPlace && // the input is the caller's
                             (m_keep == Keep::Nothing || mayOverwrite(rules(i - 1), rules(i)));
        assert(!rules(i).inPlace || !rules(i).readsIn);
        const std::size_t out = inPlace ? last : last + 1;
        m_steps.push_back({order[i], last, out});
        last = out;
    }
    m_values.resize(m_keep == Keep::Nothing ? 2 : last);
    m_caches.resize(order.size());
}

const Tensor& Pass::forward(const Network& network, const Tensor& in, const std::optional<Chance>& chance) {
    assert(in.shape().withImages(1) == network.inputShape());
    plan(network);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const Step& step = m_steps[i];
        m_caches[i].chance = chance;
        if (chance) m_caches[i].chance->seed = Rng(chance->seed, step.layer).bits();
        network.layer(step.layer).forward(value(step.in, in), m_values[place(step.out)], m_caches[i]);
    }
    return m_steps.empty() ? in : value(m_steps.back().out, in);
}

void Pass::backward(const Network& network, const Tensor& in, const Tensor& dOutput, NetworkGradients& gradients) {
    assert(m_keep == Keep::ForBackward);
    const Tensor* dOut = &dOutput;
    for (std::size_t i = m_steps.size(); i-- > 0;) {
        const Step& step = m_steps[i];
        Tensor* dIn = i == 0 ? nullptr : step.in == step.out && dOut == &m_work[0] ? &m_work[0] : &m_work[1];
        network.layer(step.layer)
            .backward(value(step.in, in), value(step.out, in), *dOut, m_caches[i], dIn, gradients[step.layer]);
        if (dIn == &m_work[1]) std::swap(m_work[0], m_work[1]);
        dOut = &m_work[0];
    }
}

} // namespace cnn
