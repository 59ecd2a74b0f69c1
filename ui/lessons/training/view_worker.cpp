#include "ui/lessons/training/view_worker.h"

namespace ui {
namespace {

// After each picture a pause of twice the time it took, between these bounds: a view costs a third of one processor.
constexpr int shortestPause = 50, longestPause = 2000; // ms

} // namespace

ViewWorker::ViewWorker(QObject* parent) : QObject(parent) {
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &ViewWorker::begin);
    connect(&m_work, &Background::failed, this, &ViewWorker::failed);
    connect(&m_work, &Background::changed, this, [this] {
        if (m_work.busy() || m_later.isActive()) return;
        m_later.start(std::clamp(2 * static_cast<int>(m_since.elapsed()), shortestPause, longestPause));
    });
}

void ViewWorker::ask(TrainingView* view, const TrainingMoment& moment, const QJsonObject& choices, bool atOnce) {
    m_wish = Wish{view, moment, choices};
    if (atOnce || (!m_work.busy() && !m_later.isActive())) begin();
}

void ViewWorker::begin() {
    m_later.stop();
    if (!m_wish) return;
    const Wish wish = *std::exchange(m_wish, std::nullopt);
    m_since.start();
    m_work.start({}, [this, work = wish.view->work(wish.moment, wish.choices)](const auto& stop, const auto&) {
        return [this, show = work(stop)] {
            if (show) show();
            emit shown();
        };
    });
}

void ViewWorker::stop() {
    m_wish.reset();
    m_later.stop();
    m_work.stop();
}

void ViewWorker::wait() {
    m_work.wait();
    begin();
    m_work.wait();
}

} // namespace ui
