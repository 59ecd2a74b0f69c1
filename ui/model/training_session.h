// A training run as the window sees it: the runner and its thread inside, news collected on the GUI's thread.
#pragma once

#include "core/train/run_log.h"
#include "core/train/training_runner.h"
#include "ui/model/time_line.h"
#include "ui/model/training_history.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace ui {

class TrainingSession : public QObject {
    Q_OBJECT
public:
    explicit TrainingSession(QObject* parent = nullptr);
    ~TrainingSession() override;

    struct Plan {
        std::shared_ptr<const cnn::DataSplit> data;
        std::function<cnn::Network()> build; // called on the training thread
        cnn::TrainingSettings settings;      // threads are chosen here: threadsForTraining()
        bool running = false;
        // Where a run goes on, and what came before.
        std::shared_ptr<const cnn::TrainerState> resume = nullptr;
        TrainingHistory history = {};
        TimeLine timeLine = {};
        bool looksFirst = false; // at images that are not learned, before it goes on
        bool looksBack = true;   // moments are kept, so that one can go back to them
    };
    // Ends what was, forgets its history, begins anew. The old network stays on show until the new one is there.
    void begin(Plan plan);
    // Ends what was, and forgets its history and network.
    void end();
    bool begun() const { return m_runner != nullptr; }

    void resume();
    void pause();
    void oneBatch();
    void oneEpoch();
    void change(const cnn::TrainingSettings& settings);
    // Learns until `steps` batches are done, or the run ends; blocks, for pictures and tests. Then paused. What is
    // ordered by those who hear of it meanwhile is not done.
    void trainTo(std::size_t steps);

    cnn::RunState state() const { return m_news.state; }
    bool running() const { return m_news.state == cnn::RunState::Running; }
    const TrainingHistory& history() const { return m_history; }
    const TimeLine& timeLine() const { return m_timeLine; }
    const cnn::RunLog& log() const { return m_log; } // of this run alone, also of one that goes on
    const std::shared_ptr<const cnn::Network>& network() const { return m_network; } // null before the first
    // The newest state that the run could go on from: a few seconds old while it runs; null before the first.
    const std::shared_ptr<const cnn::TrainerState>& checkpoint() const { return m_checkpoint; }
    // What went on in the layers in the last step, or shortly before; null before the first.
    const std::shared_ptr<const cnn::StepInside>& inside() const { return m_inside; }
    const std::shared_ptr<const cnn::DataSplit>& data() const { return m_data; }
    const cnn::TrainingSettings& settings() const { return m_settings; }
    double progress() const { return m_news.progress; } // epochs
    double imagesPerSecond() const { return m_news.imagesPerSecond; }
    double secondsLeft() const { return m_news.secondsLeft; }
    std::size_t learnedImages() const; // in an epoch
    int batchesPerEpoch() const { return m_news.batchesPerEpoch; }
    // Batches done in the epoch under way; all of them, not 0, when it has just ended.
    int batchInEpoch() const;
    QString error() const; // with Failed

signals:
    void changed();                            // at most some 40 times a second
    void checkpointed();                       // there is a newer checkpoint()
    void stopped(const cnn::StopReport& stop); // by one of its rules

private:
    void letGo();
    void collect();
    void waitForNews();

    struct NewsSignal; // what the training thread may touch
    std::shared_ptr<NewsSignal> m_newsSignal;
    std::unique_ptr<cnn::TrainingRunner> m_runner;
    cnn::TrainingSettings m_settings;
    cnn::TrainingNews m_news; // the newest; its steps and tests are in the history
    TrainingHistory m_history;
    bool m_looksBack = true;
    bool m_trainingTo = false;
    TimeLine m_timeLine;
    std::shared_ptr<const cnn::TrainerState> m_checkpoint;
    cnn::RunLog m_log;
    std::shared_ptr<const cnn::Network> m_network;
    std::shared_ptr<const cnn::StepInside> m_inside;
    std::shared_ptr<const cnn::DataSplit> m_data;
    QTimer m_later;
    QElapsedTimer m_sinceCollected;
    std::jthread m_ending; // last: waits for runners that were let go
};

} // namespace ui
