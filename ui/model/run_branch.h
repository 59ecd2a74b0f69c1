// A learned weight that somebody types over: the run goes on from there as a branch of its own name.
#pragma once

#include "ui/model/kept_runs.h"

#include "core/network/network.h"

#include <QUndoCommand>
#include <functional>

namespace ui {

// One number of a network's parameters, and what it is of: "conv1 kernel 3", "dense2 unit 34".
struct WeightRef {
    std::size_t layer = 0, parameter = 0, index = 0; // parameter 0: the weights, 1: the biases
    QString of;
};
constexpr double largestTypedWeight = 1000; // its magnitude

float weightAt(const cnn::Network& network, const WeightRef& weight);
// The state with that number in its place, the optimiser's memory as it was.
cnn::TrainerState withWeight(const cnn::TrainerState& state, const cnn::Network& layers, const WeightRef& weight,
                             float value);
// "conv1 kernel 3: weight changed, from batch 300"; `before`: the name of the branch that has learned nothing since,
// whose change this one joins: "conv1 kernel 3: 2 numbers changed, from batch 300".
QString branchName(const WeightRef& weight, std::size_t batch, const QString& before);

class TrainingRun;

// The step of undo between a run and its branch: weights, optimiser and course of each come back as they were.
class BranchCommand final : public QUndoCommand {
public:
    // written: the run's scene is another now.
    BranchCommand(const QString& text, TrainingRun& run, KeptRun before, KeptRun after, std::function<void()> written);
    void redo() override;
    void undo() override;

private:
    TrainingRun& m_run;
    KeptRun m_before, m_after;
    std::function<void()> m_written;
};

} // namespace ui
