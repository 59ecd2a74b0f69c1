// How long something takes, measured fairly on a machine that also does other things: everything in turn, several
// times, and the median.
#pragma once

#include "app/bench_work.h"

#include <span>
#include <string>

namespace bench {

struct Timing {
    double median = 0, least = 0, most = 0; // seconds a call
};
Timing timingOf(std::vector<double> seconds); // at least one

struct Measurement {
    Work work;
    std::vector<double> seconds = {}; // a call, one a round
    Timing timing() const { return timingOf(seconds); }
};

// Rounds in which each measurement gets its turn: calls for at least `seconds`, one call at least. A call before the
// first round, which takes memory, does not count. `progress` hears the share done.
void measureInTurn(std::span<Measurement> all, int rounds, double seconds, const std::function<void(double)>& progress);

} // namespace bench
