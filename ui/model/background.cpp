#include "ui/model/background.h"

#include "core/base/system.h"
#include "ui/sentence.h"

#include <utility>

namespace ui {

struct Background::Job {
    Work work;
    Then then;
    QString error;
};

Background::~Background() = default;

void Background::start(const QString& name, Work work) {
    m_name = name;
    m_progress = 0;
    m_next = std::move(work);
    if (m_job)
        m_thread.request_stop(); // finish() goes on with the next
    else
        begin();
    m_stopped = false;
    emit changed();
}

void Background::begin() {
    m_job = std::make_shared<Job>();
    m_job->work = std::exchange(m_next, {});
    m_thread = std::jthread([this, job = m_job](const std::stop_token& stop) {
        cnn::giveWay();
        const auto inItsThread = [this, job](auto what) {
            const auto still = [this, job, what] {
                if (job == m_job) what();
            };
            QMetaObject::invokeMethod(this, still, Qt::QueuedConnection);
        };
        try {
            job->then = job->work(stop, [this, inItsThread](double done) {
                inItsThread([this, done] {
                    m_progress = done;
                    emit changed();
                });
            });
        } catch (const std::exception& e) {
            job->error = sentenceOf(e);
        }
        inItsThread([this] { finish(); });
    });
}

void Background::stop() {
    if (!busy()) return;
    m_next = {};
    m_stopped = true;
    m_thread.request_stop();
    emit changed();
}

void Background::finish() {
    m_thread.join();
    const auto job = std::exchange(m_job, nullptr);
    const bool wanted = !m_stopped && !m_next;
    if (m_next) begin();
    if (wanted && !job->error.isEmpty()) emit failed(job->error);
    if (wanted && job->then) job->then();
    emit changed();
}

void Background::wait() {
    while (m_job) finish();
}

} // namespace ui
