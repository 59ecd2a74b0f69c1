#include "ui/model/time_line.h"

#include <algorithm>

namespace ui {

void TimeLine::add(double progress, const std::shared_ptr<const cnn::Network>& network) {
    if (!m_progresses.empty() && progress > m_progresses.back() && progress - m_progresses.back() < m_apart) return;
    forgetFrom(std::ranges::lower_bound(m_progresses, progress));
    if (m_progresses.empty()) m_each = network->parameterCount();
    const std::size_t fit =
        std::clamp<std::size_t>(mostBytes / sizeof(float) / std::max<std::size_t>(m_each, 1), 2, mostMoments);
    m_weights.reserve((fit + 1) * m_each);
    for (std::size_t i = 0; i < network->size(); ++i)
        for (const cnn::Parameter& p : network->layer(i).parameters())
            m_weights.insert(m_weights.end(), p.value.data(), p.value.data() + p.value.size());
    m_progresses.push_back(progress);
    m_layers = network;
    if (m_progresses.size() > fit) thin();
}

// The first stays: the untrained network is what everything is compared with.
void TimeLine::thin() {
    const auto each = static_cast<std::ptrdiff_t>(m_each);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_progresses.size(); i += 2, ++kept) {
        if (i == 0) continue;
        m_progresses[kept] = m_progresses[i];
        const auto from = m_weights.begin() + static_cast<std::ptrdiff_t>(i) * each;
        std::copy(from, from + each, m_weights.begin() + static_cast<std::ptrdiff_t>(kept) * each);
    }
    m_progresses.resize(kept);
    m_weights.resize(kept * m_each);
    const double span = m_progresses.back() - m_progresses.front();
    m_apart = std::max(m_apart, span / static_cast<double>(kept));
}

TimeLine TimeLine::thinned(std::size_t most) const {
    std::size_t every = 1; // as thin() would leave them, but nothing is copied that then goes
    while ((m_progresses.size() + every - 1) / every > most) every *= 2;
    TimeLine line;
    line.m_each = m_each;
    line.m_layers = m_layers;
    line.m_weights.reserve((m_progresses.size() + every - 1) / every * m_each);
    for (std::size_t i = 0; i < m_progresses.size(); i += every) {
        const auto from = m_weights.begin() + static_cast<std::ptrdiff_t>(i * m_each);
        line.m_progresses.push_back(m_progresses[i]);
        line.m_weights.insert(line.m_weights.end(), from, from + static_cast<std::ptrdiff_t>(m_each));
    }
    line.m_apart = m_apart;
    if (every > 1)
        line.m_apart = std::max(m_apart, (line.m_progresses.back() - line.m_progresses.front()) /
                                             static_cast<double>(line.m_progresses.size()));
    return line;
}

TimeLine::Moment TimeLine::moment(std::size_t i) const {
    auto network = std::make_shared<cnn::Network>(*m_layers);
    const float* from = m_weights.data() + i * m_each;
    for (std::size_t k = 0; k < network->size(); ++k)
        for (cnn::Parameter& p : network->layer(k).parameters()) {
            std::copy_n(from, p.value.size(), p.value.data());
            from += p.value.size();
        }
    return {m_progresses[i], std::move(network)};
}

std::optional<std::size_t> TimeLine::at(double progress) const {
    if (m_progresses.empty()) return std::nullopt;
    const auto after = std::ranges::upper_bound(m_progresses, progress);
    return after == m_progresses.begin() ? 0 : static_cast<std::size_t>(after - m_progresses.begin()) - 1;
}

void TimeLine::cut(double progress) {
    forgetFrom(std::ranges::upper_bound(m_progresses, progress));
}

void TimeLine::forgetFrom(std::vector<double>::iterator first) {
    m_progresses.erase(first, m_progresses.end());
    m_weights.resize(m_progresses.size() * m_each);
}

} // namespace ui
