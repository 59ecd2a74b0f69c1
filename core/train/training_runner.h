// A Trainer on a thread of its own, and the mailbox between it and whoever watches.
//
// However fast it trains, the watcher is woken once until it has fetched the news; no report is lost, of the snapshots
// only the newest is kept. The mailbox is the only thing both threads touch.
#pragma once

#include "core/train/stop_watch.h"

#include <functional>
#include <optional>
#include <thread>

namespace cnn {

enum class RunState { Loading, Paused, Running, Finished, Diverged, Failed };

struct TrainingPlan {
    std::function<DataSplit()> load;                // called on the training thread; may throw Error
    std::shared_ptr<const DataSplit> data;          // used instead of load when it is set
    std::function<Network(const DataSplit&)> build; // the untrained network
    TrainingSettings settings;
    // A run is watched with its validation images (TrainingSettings::validation), the test images then are looked at
    // when it is finished; with the test images when it has none.
    std::size_t testEvery = 0;     // images to learn between two looks; 0: once an epoch
    std::size_t testImages = 1000; // how many of them a look within an epoch takes; the end of an epoch takes all
    bool startRunning = false;
    // Where to go on instead of at the beginning. Its settings are used instead of those above, but for threads and
    // stop rules.
    std::shared_ptr<const TrainerState> resume;
    // Looks at images that are not learned before it goes on: its weights are others than those of the last look.
    bool lookFirst = false;
    // Seconds between two checkpoints, and between two looks inside a step; 0: none. When it comes to rest, a run that
    // gives them gives the newest.
    double checkpointEvery = 0;
    double insideEvery = 0;
};

// A look at images that are not learned.
struct TestReport {
    double progress = 0; // epochs, as in StepReport
    Evaluation test;
    bool wholeSet = false;
    bool validation = false; // of training images that are kept out; else of the test set
};

// What went on in the layers in one step, for those who watch them.
struct StepInside {
    double progress = 0;                // as in the step's report
    NetworkGradients gradients;         // of the batch's loss: layer by layer, parameter by parameter
    std::vector<double> updateToWeight; // as Trainer::updateToWeight(): one a layer, 0 where it has no weights
};

struct TrainingNews {
    std::vector<StepReport> steps;                  // since the last take()
    std::vector<TestReport> tests;                  // since the last take()
    std::shared_ptr<const Network> snapshot;        // newest, or null when there is none newer
    double snapshotProgress = 0;                    // epochs learned when it was made
    std::shared_ptr<const TrainerState> checkpoint; // likewise; the first is that of the beginning
    std::shared_ptr<const StepInside> inside;       // likewise
    std::shared_ptr<const DataSplit> data;          // set once loaded
    RunState state = RunState::Loading;
    std::optional<Error> error;     // with Diverged and Failed
    std::optional<StopReport> stop; // likewise since the last take(): a rule made the run pause
    double imagesPerSecond = 0;     // of learning, over the last second or so; 0 before the first step
    double secondsLeft = 0;         // estimate to the end of the run; 0 when unknown
    double progress = 0;            // epochs
    int batchesPerEpoch = 0;
};

class TrainingRunner {
public:
    // wake is called on the training thread whenever there is news and the last news has been taken; it must be quick
    // and must not call back into the runner.
    TrainingRunner(TrainingPlan plan, std::function<void()> wake);
    ~TrainingRunner(); // stops within one batch

    void pause();
    void resume();
    void stepOnce();                               // one batch, then paused
    void stepEpoch();                              // to the end of the epoch, then paused
    void change(const TrainingSettings& settings); // at the next step; see Trainer::change
    TrainingNews take();                           // never blocks longer than a copy

private:
    struct Mailbox;
    class Run;
    static void work(Mailbox& box, const std::stop_token& stop, const TrainingPlan& plan);
    std::unique_ptr<Mailbox> m_box;
    std::jthread m_thread; // last: joined before the mailbox goes
};

} // namespace cnn
