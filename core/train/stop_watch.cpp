#include "core/train/stop_watch.h"

#include "core/train/layer_stats.h"

#include <algorithm>

namespace cnn {

std::optional<StopReport> StopWatch::came(bool now, const StopReport& stop) {
    const bool before = std::exchange(m_true[stop.rule], now);
    return now && !before ? std::optional(stop) : std::nullopt;
}

std::optional<StopReport> StopWatch::step(const StepReport& step) {
    m_losses.push_back(static_cast<double>(step.loss));
    m_lossSum += m_losses.back();
    if (m_losses.size() > lossMeanOver) {
        m_lossSum -= m_losses.front();
        m_losses.pop_front();
    }
    const double mean = m_lossSum / static_cast<double>(m_losses.size());
    const bool settled = m_losses.size() == lossMeanOver; // a mean of few batches rises by chance
    std::optional<StopReport> stop;
    if (settled && m_rules.lossRise > 0 && m_lowestMean)
        stop = came(mean > (1 + m_rules.lossRise) * *m_lowestMean,
                    {StopReport::LossRise, step.progress, m_rules.lossRise, mean});
    if (settled) m_lowestMean = std::min(m_lowestMean.value_or(mean), mean);
    if (m_rules.atEpoch > 0 && !stop)
        stop = came(step.endOfEpoch && step.epoch + 1 == m_rules.atEpoch,
                    {StopReport::AtEpoch, step.progress, 1.0 * m_rules.atEpoch, step.progress});
    return stop;
}

std::optional<StopReport> StopWatch::look(double progress, const Evaluation& watched, bool whole) {
    if (whole) {
        const bool better = !m_lowestWatched || watched.loss < *m_lowestWatched;
        m_epochsWithout = better ? 0 : m_epochsWithout + 1;
        if (better) m_lowestWatched = watched.loss;
    }
    std::optional<StopReport> stop;
    if (m_rules.targetAccuracy > 0)
        stop = came(watched.accuracy >= m_rules.targetAccuracy,
                    {StopReport::TargetAccuracy, progress, m_rules.targetAccuracy, watched.accuracy});
    if (m_rules.targetLoss > 0 && !stop)
        stop = came(watched.loss <= m_rules.targetLoss,
                    {StopReport::TargetLoss, progress, m_rules.targetLoss, watched.loss});
    if (whole && m_rules.patience > 0 && !stop)
        stop = came(m_epochsWithout >= m_rules.patience,
                    {StopReport::Patience, progress, 1.0 * m_rules.patience, m_lowestWatched.value_or(0)});
    return stop;
}

std::optional<StopReport> StopWatch::lookInside(double progress, const Network& network, const Dataset& watched) {
    if (!m_rules.deadFilters) return std::nullopt;
    int dead = 0;
    for (const DeadUnits& relu : deadUnits(network, watched, watchedImages)) {
        const Shape& out = network.outputShape(relu.layer);
        if (out.h * out.w > 1) dead += relu.dead; // filters, no neurons
    }
    const int before = std::exchange(m_dead, dead).value_or(0);
    if (dead <= before) return std::nullopt;
    return StopReport{StopReport::DeadFilters, progress, 1.0 * dead, 0};
}

} // namespace cnn
