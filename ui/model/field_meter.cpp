#include "ui/model/field_meter.h"

namespace ui {
namespace {

constexpr double halfOfIt = 0.5;

} // namespace

void measureNow(FieldMeasurement& job, const std::stop_token& stop, const std::function<void(double)>& done) {
    try {
        auto field = cnn::effectiveField(*job.stack, job.unit, job.settings, stop, done);
        if (!field) {
            job.error = field.error().what();
            return;
        }
        job.half = cnn::smallestSquare(*field, *job.stack, job.unit, halfOfIt);
        job.field = std::make_shared<const cnn::Tensor>(*std::move(field));
    } catch (const std::exception& e) {
        job.error = QString::fromUtf8(e.what());
    }
}

FieldMeter::~FieldMeter() = default;

void FieldMeter::measure(std::shared_ptr<const cnn::FieldStack> stack, const cnn::FieldUnit& unit,
                         const cnn::EffectiveFieldSettings& settings) {
    const FieldMeasurement question{std::move(stack), unit, settings, nullptr, {}, 0};
    if (m_job && m_job->asks(question) && !m_thread.get_stop_source().stop_requested()) {
        m_next.reset();
        return;
    }
    if (!m_job) {
        if (!m_newest || !m_newest->asks(question)) start(question);
        return;
    }
    m_next = question;
    m_thread.request_stop();
}

void FieldMeter::start(const FieldMeasurement& question) {
    m_progress = 0;
    m_job = std::make_shared<FieldMeasurement>(question);
    m_thread = std::jthread([this, job = m_job](const std::stop_token& stop) {
        measureNow(*job, stop, [this, job](double done) {
            QMetaObject::invokeMethod(
                this,
                [this, job, done] {
                    if (job != m_job) return;
                    m_progress = done;
                    emit changed();
                },
                Qt::QueuedConnection);
        });
        QMetaObject::invokeMethod(
            this,
            [this, job] {
                if (job == m_job) finish();
            },
            Qt::QueuedConnection);
    });
}

void FieldMeter::finish() {
    m_thread.join();
    const auto job = std::exchange(m_job, nullptr);
    if (m_next) {
        start(*std::exchange(m_next, std::nullopt));
    } else
        m_newest = job;
    emit changed();
}

void FieldMeter::stop() {
    m_next.reset();
    m_thread.request_stop();
}

void FieldMeter::wait() {
    while (m_job) finish();
}

} // namespace ui
