#include "ui/model/time_line.h"

#include <algorithm>

namespace ui {
namespace {

std::size_t bytesOf(const cnn::Network& network) {
    return network.parameterCount() * sizeof(float);
}

} // namespace

void TimeLine::add(double progress, std::shared_ptr<const cnn::Network> network) {
    if (!m_moments.empty() && progress <= m_moments.back().progress)
        m_moments.back() = {progress, std::move(network)};
    else if (m_moments.empty() || progress - m_moments.back().progress >= m_apart)
        m_moments.push_back({progress, std::move(network)});
    if (m_moments.size() > 2 &&
        (m_moments.size() > mostMoments || m_moments.size() * bytesOf(*m_moments.back().network) > mostBytes))
        thin();
}

// The first stays: the untrained network is what everything is compared with.
void TimeLine::thin() {
    std::vector<Moment> kept;
    for (std::size_t i = 0; i < m_moments.size(); i += 2) kept.push_back(std::move(m_moments[i]));
    m_moments = std::move(kept);
    const double span = m_moments.back().progress - m_moments.front().progress;
    m_apart = std::max(m_apart, span / static_cast<double>(m_moments.size()));
}

TimeLine TimeLine::thinned(std::size_t most) const {
    TimeLine line = *this;
    while (line.m_moments.size() > most) line.thin();
    return line;
}

const TimeLine::Moment* TimeLine::at(double progress) const {
    if (m_moments.empty()) return nullptr;
    const auto after = std::upper_bound(m_moments.begin(), m_moments.end(), progress,
                                        [](double p, const Moment& m) { return p < m.progress; });
    return after == m_moments.begin() ? &m_moments.front() : &*std::prev(after);
}

void TimeLine::cut(double progress) {
    std::erase_if(m_moments, [progress](const Moment& m) { return m.progress > progress; });
}

} // namespace ui
