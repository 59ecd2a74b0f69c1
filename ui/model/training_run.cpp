#include "ui/model/training_run.h"

#include "ui/model/data_loader.h"
#include "ui/model/opening_limit.h"
#include "ui/model/run_file.h"
#include "ui/model/setting_words.h"
#include "ui/sentence.h"

#include <cmath>

namespace ui {
namespace {

// As if the run had just come there: the weights are known, what the optimiser remembered is not.
std::shared_ptr<const cnn::TrainerState> stateAt(const TimeLine::Moment& moment, const cnn::TrainingSettings& settings,
                                                 std::size_t images) {
    auto state = std::make_shared<cnn::TrainerState>();
    state->settings = settings;
    const double whole = std::floor(moment.progress + 1e-9);
    state->epoch = static_cast<int>(whole);
    state->images = images;
    state->learned =
        static_cast<std::uint64_t>(std::llround(std::max(0.0, moment.progress - whole) * static_cast<double>(images)));
    state->batch = static_cast<int>(state->learned / static_cast<std::uint64_t>(settings.batch));
    for (std::size_t i = 0; i < moment.network->size(); ++i)
        for (const cnn::Parameter& p : moment.network->layer(i).parameters())
            state->parameters.push_back({p.value, cnn::Tensor(p.value.shape()), cnn::Tensor(p.value.shape())});
    return state;
}

} // namespace

TrainingRun::TrainingRun(QObject* parent) : QObject(parent) {
    connect(&m_session, &TrainingSession::changed, this, &TrainingRun::sessionChanged);
    connect(&m_session, &TrainingSession::checkpointed, this, &TrainingRun::keepsakeChanged);
    connect(&m_session, &TrainingSession::stopped, this, [this](const cnn::StopReport& stop) {
        m_learnsFirst = false;
        emit said(tr("Stopped after %1 epochs: %2. Start goes on.")
                      .arg(QString::number(stop.progress, 'f', 2), sentenceOf(cnn::reasonOf(stop))));
    });
}

// ---- what it learns, and with what ---------------------------------------------------------------------------------

bool TrainingRun::setScene(const TrainingScene& scene) {
    if (!needsNewRun(m_scene, scene)) {
        const bool acts = !(m_scene.settings == scene.settings);
        m_scene = scene;
        if (acts) m_session.change(scene.settings);
        return false;
    }
    m_runOnBegin = begun() && m_session.running();
    keep();
    const bool ofThisRun = scene.branch == m_scene.branch; // the other run is no branch
    m_scene = scene;
    m_waiting = true;
    if (ofThisRun) m_scene.branch.clear();
    m_takenUp = m_kept.takeBack(m_scene);
    m_takenUpWords = m_takenUp && !(m_takenUp->scene.settings == scene.settings)
                         ? tr("The run of this network is back")
                         : tr("The run with these settings is back");
    return true;
}

void TrainingRun::begin(const TrainingScene& scene, Material material) {
    if (!m_takenUp && !scene.branch.isEmpty())
        refuseLater(tr("The branch \"%1\" is not kept here: the run begins anew, without it.").arg(scene.branch));
    m_scene = scene;
    m_material = std::move(material);
    m_waiting = false;
    const bool isNew = !m_takenUp;
    start(std::exchange(m_runOnBegin, false));
    learnFirst(isNew);
}

// So that there is something to see at once: the scene's first batches, then it waits.
void TrainingRun::learnFirst(bool isNew) {
    m_learnsFirst = isNew && std::min(m_scene.learned, learnedAtMost) > 0 && begun() && !m_session.running();
    if (m_learnsFirst) m_session.resume();
}

void TrainingRun::start(bool running) {
    m_past.reset();
    auto taken = std::exchange(m_takenUp, std::nullopt);
    if (!m_material.images) {
        m_session.end();
        return sessionChanged();
    }
    const QStringList classes = classNames(*m_material.images);
    if (taken && !taken->classes.isEmpty() && taken->classes != classes) {
        refuseLater(tr("The run of before told %1 apart; the images are of %2 now, so it cannot go on.")
                        .arg(taken->classes.join(", "), classes.join(", ")));
        taken.reset();
    }
    m_stoodAt = 0;
    if (!taken) m_scene.branch.clear(); // it begins anew
    TrainingSession::Plan plan{m_material.images, m_material.build, m_scene.settings, running};
    if (taken) goOn(*taken, plan);
    m_session.begin(std::move(plan));
    sessionChanged();
    if (!taken) emit keepsakeChanged();
}

// After the step of undo that this may be part of, and after what is said of the images: it would be gone with that.
void TrainingRun::refuseLater(const QString& sentence) {
    QMetaObject::invokeMethod(
        this, [this, sentence] { emit refused(sentence); }, Qt::QueuedConnection);
}

// Lets the plan go on where a run of before was, and says so.
void TrainingRun::goOn(const KeptRun& taken, TrainingSession::Plan& plan) {
    auto state = std::make_shared<cnn::TrainerState>(*taken.state);
    state->settings = m_scene.settings;
    plan.resume = state;
    plan.history = taken.history;
    plan.history.cut(state->progress()); // it may have been ahead of what could be kept
    plan.history.mark(state->progress(), taken.scene.settings, m_scene.settings);
    plan.timeLine = taken.moments;
    const bool over = state->epoch >= m_scene.settings.epochs;
    const QString words = over           ? tr("%1, after all its %2 passes.")
                          : plan.running ? tr("%1, after %2 passes, and goes on.")
                                         : tr("%1, after %2 passes. Start goes on with it.");
    // What is set by now may be something else than what it learned with.
    const QString other = settingWords(taken.scene.settings, m_scene.settings);
    emit said(words.arg(m_takenUpWords, QString::number(state->progress(), 'f', 1)) +
              (other.isEmpty() || over ? QString() : tr(" From here on: %1.").arg(other)));
}

void TrainingRun::beginAgain(bool running) {
    m_learnsFirst = false;
    if (m_waiting)
        m_runOnBegin = running;
    else
        start(running);
}

void TrainingRun::startOver() {
    if (!begun()) return;
    keep();
    if (m_takenUp) keep(*std::exchange(m_takenUp, std::nullopt)); // its images never came
    beginAgain(false);
}

// ---- its course ----------------------------------------------------------------------------------------------------

void TrainingRun::startWhenBegun() {
    if (m_waiting)
        m_runOnBegin = !m_takenUp;
    else if (begun() && m_session.history().steps() == 0)
        m_session.resume();
}

void TrainingRun::startOrPause() {
    if (!begun()) return;
    m_learnsFirst = false;
    leavePast();
    if (m_session.running())
        m_session.pause();
    else
        m_session.resume();
}

void TrainingRun::oneBatch() {
    if (!begun()) return;
    leavePast();
    m_session.oneBatch();
}

void TrainingRun::oneEpoch() {
    if (!begun()) return;
    leavePast();
    m_session.oneEpoch();
}

void TrainingRun::setWatched(bool watched) {
    if (m_watched == watched) return;
    m_watched = watched;
    if (!watched) m_runWhenWatched = begun() && m_session.running();
    if (!begun()) return;
    if (!watched)
        m_session.pause();
    else if (m_runWhenWatched)
        m_session.resume();
}

void TrainingRun::comeToRest() {
    if (begun()) m_session.trainTo(0);
}

void TrainingRun::settle(std::size_t steps) {
    m_learnsFirst = false;
    if (begun() && m_session.history().steps() > steps) beginAgain(false);
    if (begun()) m_session.trainTo(steps);
}

void TrainingRun::sessionChanged() {
    const bool failed = m_session.state() == cnn::RunState::Failed;
    if (failed && !m_saidFailed) emit refused(m_session.error());
    m_saidFailed = failed;
    if (m_learnsFirst &&
        m_session.history().steps() >= static_cast<std::size_t>(std::min(m_scene.learned, learnedAtMost))) {
        m_learnsFirst = false;
        m_session.pause();
    }
    emit changed();
}

cnn::TrainingSettings TrainingRun::actedLast() const {
    return m_session.history().acted(m_session.settings()).back().settings;
}

double TrainingRun::slowerRate() const {
    const double ran = actedLast().learningRate, set = m_scene.settings.learningRate;
    return set < ran ? set : ran / 10;
}

// ---- moments of before, and runs that are kept ---------------------------------------------------------------------

void TrainingRun::lookAt(double progress) {
    const TimeLine& line = m_session.timeLine();
    const auto index = line.at(progress);
    if (!index || progress >= m_session.progress())
        m_past.reset();
    else {
        m_session.pause();
        if (!m_past || m_past->progress != line.progresses()[*index]) m_past = line.moment(*index);
    }
    emit changed();
}

cnn::TrainingSettings TrainingRun::settings() const {
    return m_past ? m_session.history().settingsAt(m_past->progress, m_scene.settings) : m_scene.settings;
}

// The run under way, as far as it can go on.
KeptRun TrainingRun::present(std::size_t mostMoments) const {
    KeptRun run{m_scene, m_session.history(), m_session.checkpoint(), m_session.timeLine().thinned(mostMoments)};
    if (run.state) run.moments.cut(run.state->progress());
    if (m_session.data()) run.classes = classNames(*m_session.data());
    return run;
}

// The moment that is looked at, as a run that has come so far.
KeptRun TrainingRun::looked() const {
    KeptRun run = present(TimeLine::mostMoments);
    if (!m_past) return run;
    run.state = stateAt(*m_past, m_scene.settings, m_session.data()->train.size());
    const cnn::TrainingSettings then = run.history.settingsAt(m_past->progress, m_scene.settings);
    run.history.cut(m_past->progress);
    run.history.mark(m_past->progress, then, m_scene.settings);
    run.moments.cut(m_past->progress);
    if (m_past->progress < m_branched) run.scene.branch.clear();
    return run;
}

void TrainingRun::take(const KeptRun& run, bool looks) {
    m_past.reset();
    m_learnsFirst = false;
    m_scene.branch = run.scene.branch;
    auto state = std::make_shared<cnn::TrainerState>(*run.state);
    const int threads = std::exchange(state->settings, m_scene.settings).threads; // may have been changed in the pause
    state->settings.threads = threads;
    TrainingSession::Plan plan{m_session.data(), m_material.build, m_scene.settings, false,
                               std::move(state), run.history,      run.moments};
    plan.looksFirst = looks;
    m_session.begin(std::move(plan));
}

// Goes on from the moment that is looked at, as a new run; the old one is kept. Nothing when it is the newest.
void TrainingRun::leavePast() {
    if (!m_past) return;
    const KeptRun run = looked();
    keep();
    take(run, false);
}

// The run under way, for comparison and to come back to.
void TrainingRun::keep() {
    constexpr std::size_t mostMoments = 30;
    if (!m_waiting) keep(present(mostMoments)); // else it was kept when another took its place
}

// ---- a weight that is typed over -----------------------------------------------------------------------------------

QString TrainingRun::whyNotTyped() const {
    if (m_waiting || !begun() || !m_session.network()) return tr("There is no run yet whose weight could be changed.");
    if (m_session.running()) return tr("The run is learning: pause it, then type another weight.");
    if (diverged()) return tr("This run grew beyond all bounds: start over, then type another weight.");
    return {};
}

KeptRun TrainingRun::standing() {
    comeToRest();
    return present(TimeLine::mostMoments);
}

std::optional<KeptRun> TrainingRun::comesBack() {
    if (m_waiting || !begun() || diverged() || m_session.history().steps() == 0) return std::nullopt;
    KeptRun run = standing();
    return run.state ? std::optional(std::move(run)) : std::nullopt;
}

KeptRun TrainingRun::branch(const WeightRef& weight, float value) {
    comeToRest();
    KeptRun run = looked();
    const bool fresh = !m_past && m_session.history().steps() == m_stoodAt;
    run.scene.branch = branchName(weight, run.history.steps(), fresh ? m_scene.branch : QString());
    run.state = std::make_shared<cnn::TrainerState>(withWeight(*run.state, *network(), weight, value));
    return run;
}

void TrainingRun::standAt(const KeptRun& run, bool looks) {
    if (m_waiting) { // for the images of this run, too
        m_scene = run.scene;
        m_takenUp = run;
        m_takenUpWords = tr("The run with these weights is back");
        return;
    }
    comeToRest();
    if (m_scene.branch.isEmpty() || m_session.history().steps() != m_stoodAt) keep();
    for (std::size_t i = kept().size(); i-- > 0;) // it is the one under way again
        if (kept()[i].state && *kept()[i].state == *run.state) m_kept.remove(i);
    m_scene = run.scene;
    m_branched = run.state->progress();
    m_stoodAt = run.history.steps();
    take(run, looks);
    sessionChanged();
    emit keepsakeChanged();
}

void TrainingRun::keep(KeptRun run) {
    if (const int gone = m_kept.keep(std::move(run)); gone > 0)
        emit said(tr("Run %1 is not kept any more: there is room for %2.").arg(gone).arg(KeptRuns::most));
}

void TrainingRun::forget(std::size_t index) {
    m_kept.remove(index);
    emit changed();
    emit keepsakeChanged();
}

int TrainingRun::putBack(std::size_t index, const KeptRun& run) {
    const int number = m_kept.putBack(index, run);
    emit changed();
    emit keepsakeChanged();
    return number;
}

QStringList TrainingRun::names() const {
    if (kept().empty()) return {QString()};
    std::vector<ComparedRun> runs{{&m_scene, &m_session.history()}};
    for (const KeptRun& run : kept()) runs.emplace_back(&run.scene, &run.history);
    return whatTellsApart(runs);
}

// ---- what survives -------------------------------------------------------------------------------------------------

std::function<QByteArray()> TrainingRun::keepsake() const {
    SavedRun run{m_scene, nullptr, {}, kept(), {}};
    if (m_waiting && m_takenUp) { // its images are still being read
        run.scene = m_takenUp->scene;
        run.state = m_takenUp->state;
        run.history = m_takenUp->history;
        run.classes = m_takenUp->classes;
    } else if (const auto& state = m_session.checkpoint(); !m_waiting && state && state->progress() > 0) {
        run.state = state;
        run.history = m_session.history();
        run.history.cut(state->progress());
        run.classes = classNames(*m_session.data());
    }
    if (!run.state && run.kept.empty()) return {};
    return [run = std::move(run)] { return toBytes(run); };
}

void TrainingRun::recover(const QByteArray& bytes, const QString& name) {
    SavedRun run = savedRunFrom(bytes, name);
    if (kept().empty())
        m_kept = KeptRuns(std::move(run.kept));
    else // those that are there are somebody's work
        for (KeptRun& one : run.kept) keep(std::move(one));
    KeptRun saved{run.scene, run.history, run.state, {}, 0, run.classes};
    if (run.state && needsNewRun(run.scene, m_scene)) { // it belongs to what has been changed since
        m_kept.keep(std::move(saved));
    } else if (run.state) {
        m_takenUp = std::move(saved);
        m_takenUpWords = tr("%1 is back").arg(name);
        if (!m_waiting) return start(false);
        m_runOnBegin = false;
    }
    emit changed();
}

} // namespace ui
