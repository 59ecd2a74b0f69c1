// By hand: kills the program KILLS times while it trains, and prints how many seconds of the run each kill cost: from
// the moment the run had come to what is kept, to the kill.
//   ninja measure_crash && bin/measure_crash 50
#include "tests/app/typed_into.h"

#include <algorithm>
#include <cstdio>
#include <random>

namespace {

constexpr double batchesAnEpoch = 188; // of 12,000 digits

// What the window says of the run, batches since its beginning, and when it said so.
class Watched {
public:
    explicit Watched(double batches) : m_before(batches), m_batches(batches) { m_clock.start(); }
    void look(const TypedInto& program) {
        const QString text = program.said("batch"); // "Batch <b>12</b> of 188"
        const double batch = text.section("<b>", 1).section("</b>", 0, 0).remove(QChar(0xa0)).toDouble();
        if (!text.contains("<b>") || batch == m_last) return;
        if (m_last < 0) m_before -= std::fmod(m_before, batchesAnEpoch);
        if (batch < m_last - batchesAnEpoch / 2) m_before += batchesAnEpoch; // a run that comes back is a little behind
        m_last = batch;
        m_batches = m_before + batch;
        m_seen.emplace_back(seconds(), m_batches);
    }
    double seconds() const { return 1e-9 * static_cast<double>(m_clock.nsecsElapsed()); }
    bool moved() const { return m_seen.size() > 1; }
    double batches() const { return m_batches; }
    // When the run had come so far; the end of the watching for what has not been seen.
    double when(double batches) const {
        for (const auto& [time, there] : m_seen)
            if (there >= batches) return time;
        return seconds();
    }

private:
    QElapsedTimer m_clock;
    double m_before, m_batches, m_last = -1;
    std::vector<std::pair<double, double>> m_seen;
};

double keptBatches(const TempFolder& home) {
    return std::round(keptEpochs(home) * batchesAnEpoch);
}

} // namespace

int main(int argc, char** argv) {
    const int kills = argc > 1 ? std::atoi(argv[1]) : 50;
    const TempFolder home;
    prepareRun(home);
    std::mt19937 random(1);
    std::vector<double> lost;
    for (int kill = 0; kill < kills; ++kill) {
        Watched run(keptBatches(home));
        TypedInto program(home, -1, true);
        if (!comes([&] { return run.look(program), run.moved(); })) return std::puts("No training began."), 1;
        const double end = run.seconds() + std::uniform_real_distribution<double>(1.5, 5)(random);
        while (run.seconds() < end) {
            run.look(program);
            QThread::msleep(5);
        }
        const double killed = run.seconds();
        program.crash();
        const double kept = keptBatches(home);
        // What the window says of a run that comes back may be an epoch off; a whole one is never lost.
        const double off = batchesAnEpoch * std::floor((run.batches() - kept + 20) / batchesAnEpoch);
        lost.push_back(std::max(0.0, killed - run.when(kept + off)));
        std::printf("kill %2d: at batch %.0f, kept %.0f, lost %.2f s\n", kill + 1, run.batches() - off, kept,
                    lost.back());
        std::fflush(stdout);
    }
    std::ranges::sort(lost);
    double sum = 0;
    for (const double seconds : lost) sum += seconds;
    std::printf("%zu kills: mean %.2f s, median %.2f s, most %.2f s; above 2 s: %td\n", lost.size(),
                sum / static_cast<double>(lost.size()), lost[lost.size() / 2], lost.back(),
                std::ranges::count_if(lost, [](double seconds) { return seconds > 2; }));
}
