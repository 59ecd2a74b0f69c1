// Filters pictures without keeping the window waiting: small work at once, large work in a thread, the newest request
// first.
#pragma once

#include "ui/media/picture_filter.h"

#include <QObject>
#include <memory>
#include <optional>
#include <thread>

namespace ui {

struct FilterJob {
    std::shared_ptr<const cnn::Tensor> picture; // never null
    cnn::Tensor kernel;
    cnn::PadMode border = cnn::PadMode::Zeros;
    Visibility how;
};

struct FilterResult {
    FilterJob job;
    ValueRange range;
    QImage image;
};

// The work itself. scratch: memory for the filtered values, used again by the next call.
FilterResult runFilter(const FilterJob& job, cnn::Tensor& scratch);

class FilterRunner : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~FilterRunner() override; // waits for work under way

    // The result comes through done(), within this call when the work is small. A job that has not begun is forgotten
    // when a newer one is asked for; one that runs is finished, so that fast changes still are seen.
    void start(FilterJob job);
    bool busy() const { return m_worker.joinable(); }
    // Until everything asked for is done.
    void finish();

signals:
    void done(std::shared_ptr<const ui::FilterResult> result);
    void failed(const QString& sentence); // there was not enough memory, for instance

private:
    void begin(FilterJob job);
    void deliver(std::uint64_t run); // in the interface's thread
    std::thread m_worker;
    cnn::Tensor m_scratch; // the worker's while there is one
    std::uint64_t m_run = 0;
    std::shared_ptr<const FilterResult> m_result; // written by the worker, read once it has ended
    QString m_failure;
    std::optional<FilterJob> m_next;
};

} // namespace ui
