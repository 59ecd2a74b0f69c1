#include "ui/lessons/grids/four_runs.h"

#include "core/base/system.h"
#include "core/data/pixel_order.h"
#include "core/network/models.h"

#include <algorithm>
#include <cmath>

namespace ui {

struct FourRuns::Pictures {
    std::shared_ptr<const cnn::DataSplit> plain, shuffled;
};

QString FourRuns::name(int run) {
    return QString(isLeNet(run) ? "LeNet" : "MLP") + ", " + (isShuffled(run) ? tr("shuffled") : tr("in order"));
}

FourRuns::FourRuns(QObject* parent) : QObject(parent) {
    for (int run = 0; run < count; ++run) {
        auto& session = m_sessions[static_cast<std::size_t>(run)];
        session = std::make_unique<TrainingSession>();
        connect(session.get(), &TrainingSession::changed, this, [this, run] { sessionChanged(run); });
    }
}

FourRuns::~FourRuns() = default;

// The sessions stay: beginning anew, they let their old runs end on a thread of their own.
void FourRuns::forget() {
    if (!begun()) return;
    if (m_ready)
        for (auto& session : m_sessions) session->pause();
    m_plan = {};
    m_pictures.reset();
    m_running = m_ready = false;
    m_turn = 0;
    emit changed();
}

void FourRuns::begin(Plan plan) {
    forget();
    m_plan = std::move(plan);
    m_pictures = std::make_shared<Pictures>();
    m_thread = std::jthread([this, plan = m_plan, pictures = m_pictures] {
        cnn::giveWay();
        const cnn::DataSplit& all = *plan.data;
        pictures->plain = std::make_shared<const cnn::DataSplit>(
            cnn::DataSplit{all.name, cnn::firstImages(all.train, std::min(plan.trainImages, all.learned())), all.test});
        pictures->shuffled = std::make_shared<const cnn::DataSplit>(cnn::shuffledPixels(*pictures->plain, plan.order));
        QMetaObject::invokeMethod(
            this,
            [this, pictures] {
                if (pictures == m_pictures && !m_ready) prepared();
            },
            Qt::QueuedConnection);
    });
    emit changed();
}

void FourRuns::waitUntilPrepared() {
    if (m_ready || !begun()) return;
    prepared();
}

void FourRuns::prepared() {
    if (m_thread.joinable()) m_thread.join();
    m_ready = true;
    for (int run = 0; run < count; ++run) {
        const std::uint64_t seed = m_plan.settings.seed;
        const auto build = [seed, leNet = isLeNet(run),
                            classes = static_cast<int>(m_plan.data->train.classNames.size())] {
            return leNet ? cnn::lenet5({}, seed, cnn::usualInput, classes)
                         : cnn::mlp({}, seed, cnn::usualInput, classes);
        };
        m_sessions[static_cast<std::size_t>(run)]->begin(
            {.data = isShuffled(run) ? m_pictures->shuffled : m_pictures->plain,
             .build = build,
             .settings = m_plan.settings,
             .looksBack = false});
    }
    if (m_running) nextTurn();
    emit changed();
}

void FourRuns::startFirst() {
    start();
    m_onlyFirst = m_running;
}

void FourRuns::start() {
    m_onlyFirst = false;
    if (!begun() || m_running || finished()) return;
    m_running = true;
    if (m_ready) nextTurn();
    emit changed();
}

void FourRuns::pause() {
    if (!m_running) return;
    m_running = false;
    if (m_ready) m_sessions[static_cast<std::size_t>(m_turn)]->pause();
    emit changed();
}

void FourRuns::setEpochs(int epochs) {
    m_plan.settings.epochs = epochs;
    if (!m_ready) return;
    for (auto& session : m_sessions) {
        cnn::TrainingSettings settings = session->settings();
        settings.epochs = epochs;
        session->change(settings);
    }
    emit changed();
}

bool FourRuns::over(int run) const {
    const cnn::RunState s = state(run);
    const bool enough = m_ready && epochsDone(run) >= m_plan.settings.epochs;
    return enough || s == cnn::RunState::Diverged || s == cnn::RunState::Failed;
}

bool FourRuns::finished() const {
    for (int run = 0; run < count; ++run)
        if (!m_ready || !over(run)) return false;
    return true;
}

double FourRuns::epochsDone(int run) const {
    return m_ready ? session(run).progress() : 0;
}

const TrainingHistory& FourRuns::history(int run) const {
    static const TrainingHistory none;
    return m_ready ? session(run).history() : none;
}

cnn::RunState FourRuns::state(int run) const {
    return m_ready ? session(run).state() : cnn::RunState::Loading;
}

double FourRuns::progress() const {
    double sum = 0;
    for (int run = 0; run < count; ++run) sum += epochsDone(run);
    return sum / count;
}

// What the runs under way say, and for those that have not begun what the like of them says.
double FourRuns::secondsLeft() const {
    if (!m_ready) return 0;
    double sum = 0;
    for (int run = 0; run < count; ++run) {
        const int like = epochsDone(run) > 0 ? run : run ^ 1;
        const double speed = session(like).imagesPerSecond();
        if (over(run)) continue;
        if (speed <= 0) return 0;
        const auto images = static_cast<double>(std::min(m_plan.trainImages, m_plan.data->train.size()));
        sum += (m_plan.settings.epochs - epochsDone(run)) * images / speed;
    }
    return sum;
}

QString FourRuns::error() const {
    for (int run = 0; run < count; ++run)
        if (state(run) == cnn::RunState::Failed) return session(run).error();
    return {};
}

// The one that has seen the fewest whole epochs; an epoch begun is finished first.
void FourRuns::nextTurn() {
    int next = -1;
    for (int run = 0; run < count; ++run)
        if (!over(run) && (next < 0 || std::floor(epochsDone(run)) < std::floor(epochsDone(next)))) next = run;
    if (next < 0 || (m_onlyFirst && epochsDone(next) >= 1 - 1e-9)) {
        m_running = m_onlyFirst = false;
        return;
    }
    m_turn = next;
    m_target = std::floor(epochsDone(next)) + 1;
    m_sessions[static_cast<std::size_t>(next)]->oneEpoch();
}

void FourRuns::sessionChanged(int run) {
    if (!m_ready) return; // the last words of runs that were forgotten
    if (m_running && run == m_turn && (over(run) || epochsDone(run) >= m_target - 1e-9)) nextTurn();
    emit changed();
}

void FourRuns::trainTo(std::size_t steps) {
    m_running = m_onlyFirst = false;
    waitUntilPrepared();
    for (auto& session : m_sessions) session->trainTo(steps);
    emit changed();
}

} // namespace ui
