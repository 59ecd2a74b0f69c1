// Holds a run to its stop rules. A rule stops the run once, when it comes true; it does so again only after it was not
// true in between, so that a run which is let go on does not stop at each step.
#pragma once

#include "core/data/dataset.h"
#include "core/network/network.h"
#include "core/train/stop_rules.h"
#include "core/train/trainer.h"

#include <array>
#include <deque>
#include <optional>

namespace cnn {

class StopWatch {
public:
    static constexpr std::size_t lossMeanOver = 50;   // batches, in the mean loss that may rise
    static constexpr std::size_t watchedImages = 200; // that a dead filter is looked for with

    explicit StopWatch(const StopRules& rules) : m_rules(rules) {}
    // What was seen of the run stays.
    void change(const StopRules& rules) { m_rules = rules; }
    const StopRules& rules() const { return m_rules; }

    // To be called for each step; the stop, when a rule came true with it.
    std::optional<StopReport> step(const StepReport& step);
    // For each look at the watched images. whole: at all of them, at the end of an epoch.
    std::optional<StopReport> look(double progress, const Evaluation& watched, bool whole);
    // Beside it, where the rule on dead filters holds. Throws as deadUnits().
    std::optional<StopReport> lookInside(double progress, const Network& network, const Dataset& watched);

private:
    std::optional<StopReport> came(bool now, const StopReport& stop);
    StopRules m_rules;
    std::array<bool, 6> m_true{}; // by rule: it was true when it was looked at last
    std::deque<double> m_losses;
    double m_lossSum = 0;
    std::optional<double> m_lowestMean, m_lowestWatched;
    int m_epochsWithout = 0; // a lower watched loss
    std::optional<int> m_dead;
};

} // namespace cnn
