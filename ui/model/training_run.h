// A run as a document: a network that learns images, from its first batch to its last. One can go back to any moment
// of it and go on from there; a run that had to go for another is kept, to be compared with and to come back to; what
// is kept outlives the program. No widgets: what there is to say about it comes as signals.
#pragma once

#include "ui/model/kept_runs.h"
#include "ui/model/run_branch.h"
#include "ui/model/training_session.h"

namespace ui {

class TrainingRun : public QObject {
    Q_OBJECT
public:
    // What a run needs beside its scene.
    struct Material {
        std::shared_ptr<const cnn::DataSplit> images; // null: there is nothing to learn from, the run ends
        std::function<cnn::Network()> build;          // makes the network it begins with; called on the training thread
    };
    explicit TrainingRun(QObject* parent = nullptr);

    const TrainingScene& scene() const { return m_scene; }
    // What is set from now on. Settings act on the run under way, from its next batch on. True when they ask for
    // another network or other images: then that run is kept, the newest one with these settings is taken back, and
    // begin() is wanted.
    bool setScene(const TrainingScene& scene);
    // Begins the scene's run, or goes on with the one that was taken back; it runs when the run before it did.
    void begin(const TrainingScene& scene, Material material);
    // The same network from its first batch on. The run under way is not kept.
    void beginAgain(bool running);
    // The same, paused, and the run under way is kept.
    void startOver();

    // It learns as soon as it is begun, unless it has learned before.
    void startWhenBegun();
    void startOrPause();
    void oneBatch();
    void oneEpoch();
    // While nobody looks it stands still.
    void setWatched(bool watched);

    const TrainingSession& session() const { return m_session; }
    bool begun() const { return m_session.begun(); }
    bool diverged() const { return begun() && m_session.state() == cnn::RunState::Diverged; }
    // Pauses, and waits for the batch under way: keepsake() is then of the last one.
    void comeToRest();
    // Learns until `steps` batches are done, from the first on when more are; blocks, for pictures and tests.
    void settle(std::size_t steps);

    // Looks at the last moment that is not after `progress`, in epochs; at the newest one the run is as ever. What
    // learns next goes on from there, as a run of its own.
    void lookAt(double progress);
    // The moment that is looked at, when it is not the newest.
    const std::optional<TimeLine::Moment>& past() const { return m_past; }
    // Of the moment that is looked at; null before the first.
    std::shared_ptr<const cnn::Network> network() const { return m_past ? m_past->network : m_session.network(); }
    double progress() const { return m_past ? m_past->progress : m_session.progress(); }
    // What acts on the batch after that moment, the schedule's share of the learning rate not counted.
    cnn::TrainingSettings settings() const;

    // ---- a weight that is typed over
    // Why none can be now, in a sentence; empty: one can.
    QString whyNotTyped() const;
    // The run under way, at rest, to come back to.
    KeptRun standing();
    // The moment that is looked at with one number changed: a branch with a name of its own. whyNotTyped() is empty.
    KeptRun branch(const WeightRef& weight, float value);
    // Goes on from there, paused. The run under way is kept, unless it is a branch that has learned nothing since.
    // looks: the weights are new, how good they are is not known.
    void standAt(const KeptRun& run, bool looks);

    // The same of a run that has learned something, to begin anew without losing it; nothing of one that has not, or
    // that grew beyond all bounds.
    std::optional<KeptRun> comesBack();

    const std::vector<KeptRun>& kept() const { return m_kept.all(); }
    void forget(std::size_t index);
    // It is kept again, at that place; returns its number.
    int putBack(std::size_t index, const KeptRun& run);
    // What tells this run, the first, and the kept ones apart; nothing where it is alone.
    QStringList names() const;
    QString howItLearns() const { return ui::howItLearns({&m_scene, &m_session.history()}); }

    // What acted on the last batch that was learned: what is set at present may never have.
    cnn::TrainingSettings actedLast() const;
    // For a run that diverged: the learning rate that has been set since, if it is smaller, or a tenth.
    double slowerRate() const;

    // This run and the kept ones: a function that makes the bytes, on any thread; empty: there is nothing to keep.
    std::function<QByteArray()> keepsake() const;
    // Goes on with what keepsake() made, as soon as there are images; `name` stands for the bytes in sentences. Throws
    // cnn::Error(BadFormat) when they are damaged; the run is then as it was.
    void recover(const QByteArray& bytes, const QString& name);

signals:
    void changed(); // at most some 40 times a second, and at once with begin() and its like
    void keepsakeChanged();
    void refused(const QString& sentence);
    void said(const QString& sentence); // nothing is wrong

private:
    void start(bool running);
    void learnFirst(bool isNew);
    void refuseLater(const QString& sentence);
    void goOn(const KeptRun& taken, TrainingSession::Plan& plan);
    KeptRun present(std::size_t mostMoments) const;
    KeptRun looked() const;
    void take(const KeptRun& run, bool looks);
    void leavePast();
    void keep();
    void keep(KeptRun run);
    void sessionChanged();

    TrainingScene m_scene;
    Material m_material;
    TrainingSession m_session;
    KeptRuns m_kept;
    std::optional<TimeLine::Moment> m_past;
    std::optional<KeptRun> m_takenUp; // what begin() goes on with
    QString m_takenUpWords;           // which one that is
    double m_branched = 0;            // the progress at which the scene's branch begins
    std::size_t m_stoodAt = 0;        // batches that had been learned when standAt() went on
    bool m_waiting = true;            // for begin(): the session's run is none of m_scene, but of before
    bool m_learnsFirst = false;       // the scene's first batches are being learned
    bool m_runOnBegin = false, m_watched = false, m_runWhenWatched = false, m_saidFailed = false;
};

} // namespace ui
