// When a run stops by itself before its last epoch: it is as good as wanted, it becomes no better, or something happens
// that is to be looked at. Whoever runs it may go on.
#pragma once

#include "core/base/enum_names.h"
#include "core/base/error.h"

#include <cstddef>

namespace cnn {

// 0 or false: there is no such rule. "Watched": on the validation images, or the test images where there are none.
struct StopRules {
    static constexpr int mostEpochs = 100000;
    double targetAccuracy = 0; // 0 .. 1: the watched accuracy is that much or more
    double targetLoss = 0;     // the watched loss is that little or less
    int patience = 0;          // so many epochs in a row ended without a lower watched loss
    int atEpoch = 0;           // so many epochs are done
    double lossRise = 0;       // the mean training loss is over its lowest by this share: 0.5 for half as much again
    bool deadFilters = false;  // a filter gives 0 everywhere, behind its ReLU, for all of the first watched images

    bool any() const { return *this != StopRules{}; }
    bool operator==(const StopRules&) const = default;
};

// A sentence when a rule is out of range.
Expected<StopRules> checked(const StopRules& rules);

// Which rule stopped a run, and with what.
struct StopReport {
    enum Rule { TargetAccuracy, TargetLoss, Patience, AtEpoch, LossRise, DeadFilters };
    Rule rule = TargetAccuracy;
    double progress = 0; // epochs
    double asked = 0;    // the number of the rule; of dead filters how many there are
    double value = 0;    // what was reached; with Patience the lowest loss; of dead filters 0

    bool operator==(const StopReport&) const = default;
};
// The rules' names in files.
constexpr EnumName<StopReport::Rule> stopRuleNames[] = {{StopReport::TargetAccuracy, "target-accuracy"},
                                                        {StopReport::TargetLoss, "target-loss"},
                                                        {StopReport::Patience, "patience"},
                                                        {StopReport::AtEpoch, "at-epoch"},
                                                        {StopReport::LossRise, "loss-rise"},
                                                        {StopReport::DeadFilters, "dead-filters"}};
// "accuracy 90.2 % reached the target of 90 %": behind "Stopped: ", without a full stop.
Message reasonOf(const StopReport& stop);

} // namespace cnn
