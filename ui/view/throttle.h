// Does something soon, but never more often than once in so many milliseconds.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <functional>

namespace ui {

class Throttle {
public:
    Throttle(int milliseconds, std::function<void()> work) : m_pause(milliseconds), m_work(std::move(work)) {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, [this] { now(); });
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
    int m_pause;
    std::function<void()> m_work;
    QTimer m_timer;
    QElapsedTimer m_last;
};

} // namespace ui
