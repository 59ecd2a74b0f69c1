#include "ui/model/live_work.h"

#include <algorithm>

namespace ui {
namespace {

// After each piece a pause of twice the time it took, between these bounds: it costs a third of one processor.
constexpr int shortestPause = 50, longestPause = 2000; // ms

} // namespace

LiveWork::LiveWork(QObject* parent) : QObject(parent) {
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &LiveWork::begin);
    connect(&m_work, &Background::failed, this, &LiveWork::failed);
    connect(&m_work, &Background::changed, this, [this] {
        if (m_work.busy() || m_later.isActive()) return;
        m_later.start(std::clamp(2 * static_cast<int>(m_since.elapsed()), shortestPause, longestPause));
    });
}

void LiveWork::ask(std::function<Work()> make, bool atOnce) {
    m_wish = std::move(make);
    if (atOnce || (!m_work.busy() && !m_later.isActive())) begin();
}

void LiveWork::begin() {
    m_later.stop();
    if (!m_wish) return;
    const auto make = std::exchange(m_wish, nullptr);
    m_since.start();
    m_work.start({}, [this, work = make()](const auto& stop, const auto&) {
        return [this, show = work(stop)] {
            if (!show) return; // there is nothing new
            show();
            emit shown();
        };
    });
}

void LiveWork::stop() {
    m_wish = nullptr;
    m_later.stop();
    m_work.stop();
}

void LiveWork::wait() {
    m_work.wait();
    begin();
    m_work.wait();
}

} // namespace ui
