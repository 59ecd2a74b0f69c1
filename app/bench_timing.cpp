#include "app/bench_timing.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstdint>

namespace bench {
namespace {

double secondsACall(const Work& work, double least) {
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    for (std::int64_t calls = 1;; ++calls) {
        work.once();
        const double passed = std::chrono::duration<double>(Clock::now() - begin).count();
        if (passed >= least) return passed / static_cast<double>(calls);
    }
}

} // namespace

Timing timingOf(std::vector<double> seconds) {
    assert(!seconds.empty());
    std::sort(seconds.begin(), seconds.end());
    const std::size_t middle = seconds.size() / 2;
    const double median = seconds.size() % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
    return {median, seconds.front(), seconds.back()};
}

void measureInTurn(std::span<Measurement> all, int rounds, double seconds,
                   const std::function<void(double)>& progress) {
    for (Measurement& m : all) m.work.once();
    for (int round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].seconds.push_back(secondsACall(all[i].work, seconds));
            const double done = round + static_cast<double>(i + 1) / static_cast<double>(all.size());
            progress(done / rounds);
        }
}

} // namespace bench
