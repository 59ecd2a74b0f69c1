// Does something soon, but never more often than once in so many milliseconds, and not while something moves on a
// stage: what only follows a run waits until it has come, so that it moves evenly.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <functional>

namespace ui {

// Something moves as long as there is one.
class Movement {
public:
    Movement() { ++s_under; }
    ~Movement() { --s_under; }
    Movement(const Movement&) = delete;
    Movement& operator=(const Movement&) = delete;
    static bool any() { return s_under > 0; }

private:
    static inline int s_under = 0; // all on the interface's thread
};

class Throttle {
public:
    Throttle(int milliseconds, std::function<void()> work) : m_pause(milliseconds), m_work(std::move(work)) {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            // Steps that follow one another closely do not hold it up for good.
            if (Movement::any() && m_last.isValid() && m_last.elapsed() < m_pause + longestWait)
                m_timer.start(waitFor);
            else
                now();
        });
    }
    void soon() {
        if (m_timer.isActive()) return;
        const qint64 passed = m_last.isValid() ? m_last.elapsed() : m_pause;
        m_timer.start(static_cast<int>(std::max<qint64>(0, m_pause - passed)));
    }
    void now() {
        m_timer.stop();
        m_work();
        m_last.start(); // the pause begins when the work is done, so a slow machine still has time for the rest
    }

private:
    static constexpr int waitFor = 20, longestWait = 500; // ms
    int m_pause;
    std::function<void()> m_work;
    QTimer m_timer;
    QElapsedTimer m_last;
};

} // namespace ui
