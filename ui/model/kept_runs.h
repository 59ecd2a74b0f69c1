// Runs of before, kept to be compared with the one under way.
#pragma once

#include "ui/model/time_line.h"
#include "ui/model/training_history.h"
#include "ui/model/training_scene.h"

#include <QString>

namespace ui {

struct KeptRun {
    TrainingScene scene;
    TrainingHistory history;
    // Where it can go on, and some moments before; null when that is not known (any more).
    std::shared_ptr<const cnn::TrainerState> state = nullptr;
    TimeLine moments = {};
    int number = 0; // what it is called as long as it is kept, from 1; KeptRuns gives it
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
    const std::vector<KeptRun>& all() const { return m_runs; }

private:
    std::vector<KeptRun> m_runs;
    int m_numbers = 0; // given so far
};

// What each of these runs has that not all of them have, in a few words: "lr 0.05, tanh". Empty where there is nothing
// to say. As many as there are runs.
QStringList whatTellsApart(const std::vector<const TrainingScene*>& runs);

} // namespace ui
