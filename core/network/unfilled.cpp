#include "core/network/unfilled.h"

#include "core/base/counted.h"
#include "core/layers/catalog.h"

namespace cnn {

UnfilledLayer::UnfilledLayer(std::unique_ptr<Layer> thin, int outputs)
    : m_thin(std::move(thin)), m_thinOutputs(m_thin->info().outputs), m_outputs(outputs) {}

LayerInfo UnfilledLayer::info() const {
    LayerInfo info = m_thin->info();
    info.outputs = m_outputs;
    return info;
}

Expected<Shape> UnfilledLayer::outputShape(const Shape& in) const {
    if (m_outputs % m_thinOutputs != 0)
        return Error(ErrorCode::Mismatch, Message::tr("%1 cannot be divided into %2 equal groups.",
                                                      counted::outputs(m_outputs), m_thinOutputs));
    auto shape = m_thin->outputShape(in);
    if (shape) shape->c = m_outputs;
    return shape;
}

void UnfilledLayer::forward(const Tensor&, Tensor&, LayerCache&) const {
    assert(false);
}

void UnfilledLayer::backward(const Tensor&, const Tensor&, const Tensor&, const LayerCache&, Tensor*,
                             Gradients&) const {
    assert(false);
}

std::unique_ptr<Layer> UnfilledLayer::clone() const {
    return std::make_unique<UnfilledLayer>(m_thin->clone(), m_outputs);
}

std::size_t UnfilledLayer::numbers() const {
    return numbersOf(*m_thin) / static_cast<std::size_t>(m_thinOutputs) * static_cast<std::size_t>(m_outputs);
}

std::unique_ptr<Layer> unfilled(const LayerInfo& info) {
    if (factsOf(info.kind).outputs != OutputCount::Chosen) return makeLayer(info);
    LayerInfo thin = info;
    thin.outputs = std::max(1, static_cast<int>(info.setting("groups", 1)));
    return std::make_unique<UnfilledLayer>(makeLayer(thin), info.outputs);
}

std::size_t numbersOf(const Layer& layer) {
    if (const auto* stand = dynamic_cast<const UnfilledLayer*>(&layer)) return stand->numbers();
    std::size_t sum = 0;
    for (const Parameter& p : layer.parameters()) sum += p.value.size();
    return sum;
}

} // namespace cnn
