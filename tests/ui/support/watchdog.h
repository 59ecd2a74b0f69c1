// Watches the interface's thread while something goes on elsewhere: how long each turn of its event loop takes.
//
// The time of the processor is told apart from the time of the clock: on a machine that others use, only the first says
// what the program itself did.
#pragma once

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <algorithm>
#include <ctime>
#include <vector>

namespace ui {

class Watchdog : public QObject {
public:
    Watchdog() {
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, [this] {
            const double now = processorTime();
            if (m_before >= 0) m_processor.push_back(now - m_before);
            m_before = now; // a thread that waits uses none
        });
        connect(&m_heart, &QTimer::timeout, this, [this] {
            if (m_since.isValid()) m_clock.push_back(1e-6 * static_cast<double>(m_since.nsecsElapsed()));
            m_since.start();
        });
        m_heart.setTimerType(Qt::PreciseTimer);
        m_heart.start(2);
    }
    // ms, sorted: the work of each turn; the time from one heartbeat to the next, which are 2 ms apart when nothing is
    // in their way.
    std::vector<double> processorTurns() const { return sorted(m_processor); }
    std::vector<double> heartbeats() const { return sorted(m_clock); }

    static double percentile(const std::vector<double>& ascending, double share) {
        if (ascending.empty()) return 0;
        return ascending[static_cast<std::size_t>(share * static_cast<double>(ascending.size() - 1))];
    }
    static double processorTime() { // of this thread, ms
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
    }

private:
    static std::vector<double> sorted(std::vector<double> values) {
        std::sort(values.begin(), values.end());
        return values;
    }
    double m_before = -1;
    QTimer m_heart;
    QElapsedTimer m_since;
    std::vector<double> m_processor, m_clock;
};

} // namespace ui
