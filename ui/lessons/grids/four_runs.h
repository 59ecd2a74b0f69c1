// An MLP and a LeNet, each on the pictures as they are and on the pictures with shuffled pixels: four runs of the same
// size and settings. They take turns, an epoch each, so that they share one processor and stay imageSide by imageSide.
#pragma once

#include "ui/model/training_session.h"

#include <array>
#include <thread>

namespace ui {

class FourRuns : public QObject {
    Q_OBJECT
public:
    static constexpr int count = 4; // MLP in order, MLP shuffled, LeNet in order, LeNet shuffled
    static bool isLeNet(int run) { return run >= 2; }
    static bool isShuffled(int run) { return run % 2 == 1; }
    static QString name(int run); // "LeNet, shuffled"

    explicit FourRuns(QObject* parent = nullptr);
    ~FourRuns() override;

    struct Plan {
        std::shared_ptr<const cnn::DataSplit> data;
        std::size_t trainImages = 0; // the first of them are learned from
        std::uint64_t order = 1;     // seed of the shuffled order
        cnn::TrainingSettings settings;
    };
    // Four untrained networks, paused. The pictures are shuffled on a thread of their own.
    void begin(Plan plan);
    // Ends all and forgets the curves.
    void forget();
    bool begun() const { return m_plan.data != nullptr; }
    void start();
    // The first epoch of each, so that there is something to see; then they wait.
    void startFirst();
    void pause();
    // More or fewer epochs for all of them.
    void setEpochs(int epochs);
    // Each learns until `steps` batches are done or its run ends; blocks, for pictures and tests. Then paused.
    void trainTo(std::size_t steps);

    bool running() const { return m_running; }
    bool finished() const; // all four have ended
    bool over(int run) const;
    const TrainingHistory& history(int run) const;
    cnn::RunState state(int run) const;
    int turn() const { return m_turn; } // whose turn it is, or was
    double epochsDone(int run) const;
    double progress() const; // epochs, the mean of the four
    double secondsLeft() const;
    QString error() const; // of a run that failed, or empty

signals:
    void changed();

private:
    struct Pictures;
    const TrainingSession& session(int run) const { return *m_sessions[static_cast<std::size_t>(run)]; }
    void prepared();
    void waitUntilPrepared();
    void nextTurn();
    void sessionChanged(int run);

    Plan m_plan;
    std::array<std::unique_ptr<TrainingSession>, count> m_sessions;
    std::shared_ptr<Pictures> m_pictures; // written by the thread, read after it was joined; null: nothing is prepared
    bool m_running = false, m_ready = false;
    bool m_onlyFirst = false; // of all epochs
    int m_turn = 0;
    double m_target = 0; // epochs after which the turn ends
    std::jthread m_thread;
};

} // namespace ui
