#include "ui/model/training_session.h"

#include "ui/model/preferences.h"
#include "ui/sentence.h"

#include <QScopeGuard>
#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <mutex>

namespace ui {
namespace {

constexpr int collectPause = 25; // ms: news come once a batch, eyes are slower

constexpr double checkpointEvery = 1; // seconds: with the time it takes to write one, a crash costs less than two

// A look at the test set about eight times an epoch; 1000 of its images keep it short.
std::size_t testEvery(std::size_t learned) {
    return std::max<std::size_t>(1, learned / 8);
}

} // namespace

struct TrainingSession::NewsSignal {
    std::mutex mutex;
    std::condition_variable came;
    bool given = false;
};

TrainingSession::TrainingSession(QObject* parent) : QObject(parent), m_newsSignal(std::make_shared<NewsSignal>()) {
    m_later.setSingleShot(true);
    m_later.setTimerType(Qt::PreciseTimer);
    connect(&m_later, &QTimer::timeout, this, &TrainingSession::collect);
    m_sinceCollected.start();
}

TrainingSession::~TrainingSession() = default;

// A runner ends within a batch or a look at the test set. That may be a second, so another thread waits for it.
void TrainingSession::letGo() {
    if (!m_runner) return;
    m_runner->pause();
    m_ending = std::jthread([before = std::move(m_ending), runner = std::move(m_runner)]() mutable { runner.reset(); });
}

void TrainingSession::begin(Plan plan) {
    letGo();
    m_history = std::move(plan.history);
    m_looksBack = plan.looksBack;
    m_timeLine = std::move(plan.timeLine);
    m_checkpoint.reset();
    m_log = cnn::RunLog(m_history.steps());
    m_news = {};
    m_inside.reset();
    m_data = plan.data;
    m_settings = plan.settings;
    m_settings.threads = threadsForTraining();
    cnn::TrainingPlan inner;
    inner.data = plan.data;
    inner.build = [build = plan.build](const cnn::DataSplit&) { return build(); };
    inner.settings = m_settings;
    inner.testEvery = testEvery(learnedImages());
    inner.startRunning = plan.running;
    inner.resume = plan.resume;
    inner.lookFirst = plan.looksFirst;
    inner.checkpointEvery = checkpointEvery;
    inner.insideEvery = 0.2;
    m_news.state = plan.running ? cnn::RunState::Running : cnn::RunState::Paused;
    m_runner = std::make_unique<cnn::TrainingRunner>(std::move(inner), [this, signal = m_newsSignal] {
        {
            const std::lock_guard lock(signal->mutex);
            signal->given = true;
        }
        signal->came.notify_all();
        QMetaObject::invokeMethod(
            this,
            [this] { m_later.start(std::max<int>(0, collectPause - static_cast<int>(m_sinceCollected.elapsed()))); },
            Qt::QueuedConnection);
    });
}

void TrainingSession::end() {
    letGo();
    m_history = {};
    m_timeLine = {};
    m_checkpoint.reset();
    m_log = cnn::RunLog();
    m_news = {};
    m_inside.reset();
    m_network.reset();
    m_data.reset();
}

void TrainingSession::resume() {
    if (!m_trainingTo) m_runner->resume();
}
void TrainingSession::pause() {
    if (!m_trainingTo) m_runner->pause();
}
void TrainingSession::oneBatch() {
    if (!m_trainingTo) m_runner->stepOnce();
}
void TrainingSession::oneEpoch() {
    if (!m_trainingTo) m_runner->stepEpoch();
}

void TrainingSession::change(const cnn::TrainingSettings& settings) {
    const cnn::TrainingSettings before = std::exchange(m_settings, settings);
    m_settings.threads = before.threads;
    m_history.mark(m_news.progress, before, m_settings);
    if (m_runner) m_runner->change(m_settings);
}

void TrainingSession::collect() {
    m_sinceCollected.restart();
    if (!m_runner) return;
    m_news = m_runner->take();
    for (const cnn::StepReport& step : m_news.steps) {
        m_history.add(step);
        m_log.add(step);
    }
    for (const cnn::TestReport& test : m_news.tests) {
        m_history.add(test);
        if (test.wholeSet) m_log.addTest(test.progress, test.test);
    }
    if (m_news.snapshot) {
        m_network = m_news.snapshot;
        if (m_looksBack) m_timeLine.add(m_news.snapshotProgress, m_network);
    }
    if (m_news.inside) m_inside = m_news.inside;
    m_news.steps.clear();
    m_news.tests.clear();
    const bool newer = m_news.checkpoint && m_history.steps() > 0;
    if (m_news.checkpoint) m_checkpoint = std::move(m_news.checkpoint);
    const auto stop = std::exchange(m_news.stop, std::nullopt);
    if (stop) m_history.add(*stop);
    emit changed();
    if (newer) emit checkpointed();
    if (stop) emit stopped(*stop);
}

void TrainingSession::waitForNews() {
    {
        std::unique_lock lock(m_newsSignal->mutex);
        m_newsSignal->came.wait(lock, [this] { return m_newsSignal->given; });
        m_newsSignal->given = false;
    }
    collect();
}

void TrainingSession::trainTo(std::size_t steps) {
    if (m_trainingTo) return;
    m_runner->pause();
    // Who hears of the news meanwhile could take back the order that is waited for.
    m_trainingTo = true;
    const auto arrived = qScopeGuard([this] { m_trainingTo = false; });
    const auto over = [this] {
        return state() == cnn::RunState::Finished || state() == cnn::RunState::Diverged ||
               state() == cnn::RunState::Failed;
    };
    collect();
    while (!over() && (state() != cnn::RunState::Paused || batchesPerEpoch() == 0)) waitForNews();
    while (!over() && m_history.steps() < steps) {
        const std::size_t before = m_history.steps();
        m_runner->stepOnce();
        while (!over() && m_history.steps() == before) waitForNews();
    }
    while (!over() && state() != cnn::RunState::Paused) waitForNews();
}

int TrainingSession::batchInEpoch() const {
    if (m_history.steps() == 0 || !m_data) return 0;
    const double epochsBefore = std::ceil(m_news.progress) - 1;
    const double images = (m_news.progress - epochsBefore) * static_cast<double>(learnedImages());
    return static_cast<int>(std::ceil(images / m_settings.batch - 1e-6));
}

std::size_t TrainingSession::learnedImages() const {
    return m_data ? m_data->train.size() - cnn::validationImages(*m_data, m_settings.validation) : 0;
}

QString TrainingSession::error() const {
    return m_news.error ? sentenceOf(*m_news.error) : QString();
}

} // namespace ui
