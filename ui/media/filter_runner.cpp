#include "ui/media/filter_runner.h"
#include "ui/sentence.h"

#include <utility>

namespace ui {
namespace {

// Products (and what it costs to make a pixel visible, in products) that surely take less than 8 ms.
constexpr double smallWork = 8e6;
constexpr double visible = 12;

double workOf(const FilterJob& job) {
    return static_cast<double>(job.picture->size()) * (static_cast<double>(job.kernel.size()) + visible);
}

} // namespace

FilterResult runFilter(const FilterJob& job, cnn::Tensor& scratch) {
    VisiblePicture made = filterVisibly(*job.picture, job.kernel, job.border, job.how, scratch);
    return {job, made.range, std::move(made.image)};
}

FilterRunner::~FilterRunner() {
    if (m_worker.joinable()) m_worker.join();
}

void FilterRunner::start(FilterJob job) {
    if (busy()) {
        m_next = std::move(job);
        return;
    }
    if (workOf(job) > smallWork)
        begin(std::move(job));
    else
        emit done(std::make_shared<const FilterResult>(runFilter(job, m_scratch)));
}

void FilterRunner::begin(FilterJob job) {
    const std::uint64_t run = ++m_run;
    m_worker = std::thread([this, run, job = std::move(job)] {
        try {
            m_result = std::make_shared<const FilterResult>(runFilter(job, m_scratch));
        } catch (const std::exception& e) {
            m_failure = sentenceOf(e);
        }
        QMetaObject::invokeMethod(
            this, [this, run] { deliver(run); }, Qt::QueuedConnection);
    });
}

void FilterRunner::deliver(std::uint64_t run) {
    if (run != m_run || !m_worker.joinable()) return; // finish() was faster
    m_worker.join();
    const auto result = std::exchange(m_result, nullptr);
    const QString failure = std::exchange(m_failure, {});
    auto next = std::exchange(m_next, std::nullopt);
    if (result)
        emit done(result);
    else
        emit failed(tr("The picture could not be filtered: %1.").arg(failure));
    if (next) start(*std::move(next));
}

void FilterRunner::finish() {
    while (busy()) deliver(m_run);
}

} // namespace ui
