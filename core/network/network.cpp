#include "core/network/network.h"

namespace cnn {

Network::Network(const Network& other) : classNames(other.classNames), m_shapes(other.m_shapes) {
    m_items.reserve(other.size());
    for (const Item& item : other.m_items) m_items.push_back({item.name, item.layer->clone()});
}

Network& Network::operator=(const Network& other) {
    if (this != &other) *this = Network(other);
    return *this;
}

void Network::add(std::string name, std::unique_ptr<Layer> layer) {
    if (find(name)) throw Error(ErrorCode::Mismatch, Message::tr("There are two layers named \"%1\".", name));
    const auto shape = layer->outputShape(m_shapes.back());
    if (!shape) throw Error(shape.error().code(), Message::tr("Layer \"%1\": %2", name, shape.error().message()));
    m_shapes.push_back(*shape);
    m_items.push_back({std::move(name), std::move(layer)});
}

std::optional<std::size_t> Network::find(const std::string& name) const {
    for (std::size_t i = 0; i < size(); ++i)
        if (m_items[i].name == name) return i;
    return std::nullopt;
}

std::size_t Network::parameterCount() const {
    std::size_t count = 0;
    for (const Item& item : m_items) count += std::as_const(*item.layer).parameterCount();
    return count;
}

void Network::forward(const Tensor& in, Trace& trace) const {
    assert(in.shape().withImages(1) == inputShape());
    trace.values.resize(size() + 1);
    trace.caches.resize(size());
    trace.values[0] = in;
    for (std::size_t i = 0; i < size(); ++i)
        m_items[i].layer->forward(trace.values[i], trace.values[i + 1], trace.caches[i]);
}

void Network::backward(const Trace& trace, const Tensor& dOutput, NetworkGradients& gradients,
                       std::vector<Tensor>& work, bool inputGradient) const {
    assert(trace.values.size() == size() + 1 && gradients.size() == size());
    work.resize(2);
    const Tensor* dOut = &dOutput;
    for (std::size_t i = size(); i-- > 0;) {
        Tensor* dIn = i > 0 || inputGradient ? &work[i % 2] : nullptr;
        m_items[i].layer->backward(trace.values[i], trace.values[i + 1], *dOut, trace.caches[i], dIn, gradients[i]);
        dOut = dIn;
    }
}

NetworkGradients zeroGradients(const Network& network) {
    NetworkGradients gradients;
    for (std::size_t i = 0; i < network.size(); ++i) gradients.push_back(zeroGradients(network.layer(i)));
    return gradients;
}

} // namespace cnn
