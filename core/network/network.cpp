#include "core/network/network.h"

namespace cnn {

Network::Network(const Network& other)
    : classNames(other.classNames), displayRange(other.displayRange), m_shapes(other.m_shapes),
      m_isChain(other.m_isChain) {
    m_items.reserve(other.size());
    for (const Item& item : other.m_items) m_items.push_back({item.name, item.layer->clone(), item.reads});
}

Network& Network::operator=(const Network& other) {
    if (this != &other) *this = Network(other);
    return *this;
}

void Network::add(std::string name, std::unique_ptr<Layer> layer) {
    add(std::move(name), std::move(layer), {size()});
}

void Network::add(std::string name, std::unique_ptr<Layer> layer, std::vector<std::size_t> reads) {
    if (find(name)) throw Error(ErrorCode::Mismatch, Message::tr("There are two layers named \"%1\".", name));
    std::vector<Shape> in;
    for (const std::size_t value : reads) {
        if (value > size())
            throw Error(ErrorCode::Mismatch, Message::tr("Layer \"%1\" reads a value that is not there yet.", name));
        in.push_back(m_shapes[value]);
    }
    if (in.empty()) throw Error(ErrorCode::Mismatch, Message::tr("Layer \"%1\" reads nothing.", name));
    const auto shape = layer->joinedShape(in);
    if (!shape) throw Error(shape.error().code(), Message::tr("Layer \"%1\": %2", name, shape.error().message()));
    m_isChain = m_isChain && reads.size() == 1 && reads[0] == size();
    m_shapes.push_back(*shape);
    m_items.push_back({std::move(name), std::move(layer), std::move(reads)});
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

void Network::forward(const Tensor& in, Trace& trace, ThreadPool* pool) const {
    assert(in.shape().withImages(1) == inputShape());
    trace.values.resize(size() + 1);
    trace.caches.resize(size());
    trace.values[0] = in;
    for (std::size_t i = 0; i < size(); ++i) {
        trace.caches[i].pool = pool;
        forwardLayer(i, trace);
        trace.caches[i].pool = nullptr; // it may not live as long as the trace
    }
}

void Network::forwardLayer(std::size_t i, Trace& trace) const {
    const Item& item = m_items[i];
    Tensor& out = trace.values[i + 1];
    if (item.reads.size() == 1) return item.layer->forward(trace.values[item.reads[0]], out, trace.caches[i]);
    std::vector<const Tensor*> in;
    for (const std::size_t value : item.reads) in.push_back(&trace.values[value]);
    item.layer->join(in, out, trace.caches[i]);
}

void Network::backLayer(std::size_t i, const Trace& trace, GradientFlow& flow, Gradients& gradients, std::size_t lowest,
                        bool keep) const {
    std::vector<GradientFlow::Read> reads;
    for (const std::size_t value : m_items[i].reads) reads.push_back({value, &trace.values[value], value >= lowest});
    flow.back(*m_items[i].layer, reads, i + 1, trace.values[i + 1], trace.caches[i], gradients, false, keep);
}

bool Network::isCut(std::size_t value) const {
    for (std::size_t i = value; i < size(); ++i)
        for (const std::size_t read : m_items[i].reads)
            if (read < value) return false;
    return true;
}

void Network::backward(const Trace& trace, const Tensor& dOutput, NetworkGradients& gradients,
                       std::vector<Tensor>& work, bool inputGradient) const {
    assert(trace.values.size() == size() + 1 && gradients.size() == size());
    GradientFlow flow(std::move(work));
    flow.begin(size() + 1, size(), dOutput);
    for (std::size_t i = size(); i-- > 0;) backLayer(i, trace, flow, gradients[i], inputGradient ? 0 : 1);
    const bool arrived = flow.at(0) && size() > 0;
    work = std::move(flow).release();
    if (!inputGradient || arrived) return;
    if (work.empty()) work.emplace_back(); // nothing looks at the input, or nothing is done to it
    work[0] = size() > 0 ? Tensor(trace.values[0].shape()) : dOutput;
}

NetworkGradients zeroGradients(const Network& network) {
    NetworkGradients gradients;
    for (std::size_t i = 0; i < network.size(); ++i) gradients.push_back(zeroGradients(network.layer(i)));
    return gradients;
}

} // namespace cnn
