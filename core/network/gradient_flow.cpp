#include "core/network/gradient_flow.h"

namespace cnn {

void GradientFlow::begin(std::size_t values, std::size_t last, const Tensor& dOutput) {
    m_outside = &dOutput;
    m_last = last;
    m_roomOf.assign(values, none);
    m_free.clear();
    for (std::size_t room = m_rooms.size(); room-- > 0;) m_free.push_back(room);
}

const Tensor* GradientFlow::at(std::size_t value) const {
    if (value == m_last) return m_outside;
    return m_roomOf[value] == none ? nullptr : &m_rooms[m_roomOf[value]];
}

std::vector<Tensor> GradientFlow::release() && {
    if (m_roomOf[0] != none) std::swap(m_rooms[0], m_rooms[m_roomOf[0]]);
    return std::move(m_rooms);
}

std::size_t GradientFlow::take() {
    if (m_free.empty()) {
        m_rooms.emplace_back();
        return m_rooms.size() - 1;
    }
    const std::size_t room = m_free.back();
    m_free.pop_back();
    return room;
}

// The first gradient that arrives stays where it is, any other is added to it.
void GradientFlow::addTo(std::size_t value, std::size_t room) {
    if (m_roomOf[value] == none) {
        m_roomOf[value] = room;
        return;
    }
    m_rooms[m_roomOf[value]].array() += m_rooms[room].array();
    m_free.push_back(room);
}

void GradientFlow::back(const Layer& layer, std::span<const Read> reads, std::size_t value, const Tensor& out,
                        const LayerCache& cache, Gradients& gradients, bool inPlace, bool keep) {
    const std::size_t own = value == m_last ? none : m_roomOf[value];
    if (value != m_last && own == none) return;
    const bool stays = inPlace && own != none && !keep && m_roomOf[reads[0].value] == none;
    m_in.clear();
    m_to.clear();
    m_dIn.clear();
    for (const Read& read : reads) {
        m_in.push_back(read.tensor);
        m_to.push_back(!read.wanted ? none : stays ? own : take());
    }
    for (const std::size_t room : m_to) m_dIn.push_back(room == none ? nullptr : &m_rooms[room]);
    if (reads.size() == 1)
        layer.backward(*m_in[0], out, *at(value), cache, m_dIn[0], gradients);
    else
        layer.unjoin(m_in, out, *at(value), cache, m_dIn, gradients);
    for (std::size_t k = 0; k < reads.size(); ++k)
        if (m_to[k] != none) addTo(reads[k].value, m_to[k]);
    if (own == none || keep) return;
    m_roomOf[value] = none;
    if (!stays || m_to[0] == none) m_free.push_back(own);
}

} // namespace cnn
