// Runs of before, kept to be compared with the one under way.
#pragma once

#include "ui/model/time_line.h"
#include "ui/model/training_history.h"
#include "ui/model/training_scene.h"

#include <QStringList>

namespace ui {

struct KeptRun {
    TrainingScene scene;
    TrainingHistory history;
    // Where it can go on, and some moments before; null when that is not known (any more).
    std::shared_ptr<const cnn::TrainerState> state = nullptr;
    TimeLine moments = {};
    int number = 0;        // what it is called as long as it is kept, from 1; KeptRuns gives it
    QStringList classes{}; // of its outputs, where that is known
};

// The newest last; the oldest goes when there are too many.
class KeptRuns {
public:
    static constexpr std::size_t most = 4;
    static constexpr std::size_t fewestSteps = 40; // a run of fewer batches is not worth keeping

    KeptRuns() = default;
    explicit KeptRuns(std::vector<KeptRun> runs);
    // Returns the number of the run that had to go for it; 0: none.
    int keep(KeptRun run);
    // The newest run with these settings that can go on; it is not kept any more.
    std::optional<KeptRun> takeBack(const TrainingScene& scene);
    void remove(std::size_t index);
    // One that was removed, at the place it had. Returns its number: another where that was given away meanwhile.
    int putBack(std::size_t index, KeptRun run);
    const std::vector<KeptRun>& all() const { return m_runs; }

private:
    std::vector<KeptRun> m_runs;
    int m_numbers = 0; // given so far
};

// The images that a run's curve beside that of training is of: "test", "validation"; "training" where there is none
// yet.
QString watchedWith(const TrainingHistory& history);
// A run as it is told from others. Without a history it is one that the scene's settings acted on from first to last.
struct ComparedRun {
    ComparedRun(const TrainingScene* of, const TrainingHistory* course = nullptr) : scene(of), history(course) {}
    const TrainingScene* scene;
    const TrainingHistory* history;
};

// What makes the curve of training another thing than one of test images, beside being a mean over batches while they
// are learned: "with dropout and augmentation"; empty where there is
// nothing.
QString howItLearns(const ComparedRun& run);

// What each of these runs has that not all of them have, in a few words: "lr 0.05, tanh"; where a setting was changed
// on the way all that acted: "lr 0.02, then 0.05". Empty where there is nothing to say. As many as there are runs.
QStringList whatTellsApart(const std::vector<ComparedRun>& runs);

} // namespace ui
