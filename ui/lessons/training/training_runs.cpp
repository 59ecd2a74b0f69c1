// TrainingPage: going back to a moment of the run, going on from there, runs that are kept, and what survives the
// program.
#include "ui/lessons/training/training_page.h"
#include "ui/model/run_file.h"

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

void TrainingPage::connectRuns() {
    connect(m_bar, &TrainingBar::moved, this, &TrainingPage::lookAt);
    connect(m_inspector->runs(), &RunsList::removed, this, [this](int index) {
        m_kept.remove(static_cast<std::size_t>(index));
        m_chartsSoon.now();
        emit keepsakeChanged();
    });
    connect(&m_session, &TrainingSession::checkpointed, this, &Page::keepsakeChanged);
}

// ---- the time line -------------------------------------------------------------------------------------------------

void TrainingPage::lookAt(double progress) {
    const TimeLine& line = m_session.timeLine();
    const auto index = line.at(progress);
    if (!index || progress >= m_session.progress())
        m_past.reset();
    else {
        m_session.pause();
        if (!m_past || m_past->progress != line.progresses()[*index]) m_past = line.moment(*index);
    }
    m_viewAtOnce = true;
    m_stripSoon.now();
    m_chartsSoon.now();
}

// Goes on from the moment that is looked at, as a new run; the old one is kept. Nothing when it is the newest.
void TrainingPage::leavePast() {
    if (!m_past) return;
    const TimeLine::Moment moment = *std::exchange(m_past, std::nullopt);
    TrainingSession::Plan plan{m_session.data(),    beginning(m_session.data()), m_scene.settings, false, {},
                               m_session.history(), m_session.timeLine()};
    plan.resume = stateAt(moment, m_scene.settings, plan.data->train.size());
    const cnn::TrainingSettings then = plan.history.settingsAt(moment.progress, m_scene.settings);
    plan.history.cut(moment.progress);
    plan.history.mark(moment.progress, then, m_scene.settings);
    plan.timeLine.cut(moment.progress);
    keepRun(m_scene);
    m_session.begin(std::move(plan));
}

// The run under way, which had these settings, for comparison and to come back to.
void TrainingPage::keepRun(const TrainingScene& scene) {
    constexpr std::size_t mostMoments = 30;
    KeptRun run{scene, m_session.history(), m_session.checkpoint(), m_session.timeLine().thinned(mostMoments)};
    if (run.state) run.moments.cut(run.state->progress());
    if (m_session.data()) run.classes = classNames(*m_session.data());
    if (const int gone = m_kept.keep(std::move(run)); gone > 0)
        emit news(tr("Run %1 is not kept any more: there is room for %2.").arg(gone).arg(KeptRuns::most));
}

// ---- what survives -------------------------------------------------------------------------------------------------

std::function<QByteArray()> TrainingPage::keepsake() const {
    const auto state = m_session.checkpoint();
    const bool begun = state && state->progress() > 0;
    if (!begun && m_kept.all().empty()) return {};
    SavedRun run{m_scene, begun ? state : nullptr, begun ? m_session.history() : TrainingHistory(), m_kept.all()};
    if (begun && m_session.data()) run.classes = classNames(*m_session.data());
    if (begun) run.history.cut(state->progress());
    return [run = std::move(run)] { return toBytes(run); };
}

// A batch, or a look at the test set, is waited for; the newest checkpoint then is of the last batch.
void TrainingPage::comeToRest() {
    if (m_session.begun()) m_session.trainTo(0);
}

void TrainingPage::takeUp(const QByteArray& bytes) {
    SavedRun run = savedRunFrom(bytes, tr("The run of last time"));
    m_kept = KeptRuns(std::move(run.kept));
    m_chartsSoon.soon();
    if (!run.state) return;
    if (needsNewRun(run.scene, m_scene)) { // it belongs to what has been changed since
        m_kept.keep({run.scene, run.history, run.state, {}, 0, run.classes});
        return;
    }
    m_takenUp = KeptRun{run.scene, run.history, run.state, {}};
    m_takenUp->classes = run.classes;
    m_takenUpWords = tr("The run of last time is back");
    begin(false);
}

} // namespace ui
