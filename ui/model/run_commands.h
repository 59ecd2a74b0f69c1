// What is done with runs, as steps of undo: one comes back with its weights, its optimiser and its course as they were.
#pragma once

#include "ui/model/training_run.h"

#include <QUndoStack>
#include <functional>

namespace ui {

// Between a run and its branch.
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

// The run begins anew.
class StartOverCommand final : public QUndoCommand {
public:
    // before: TrainingRun::standing().
    StartOverCommand(TrainingRun& run, KeptRun before, std::function<void()> written);
    void redo() override;
    void undo() override;

private:
    TrainingRun& m_run;
    KeptRun m_before;
    std::function<void()> m_written;
};

// A run is not kept any more.
class ForgetCommand final : public QUndoCommand {
public:
    // index: in TrainingRun::kept().
    ForgetCommand(TrainingRun& run, std::size_t index);
    void redo() override;
    void undo() override;

private:
    TrainingRun& m_run;
    std::size_t m_index;
    KeptRun m_forgotten;
};

// Starts over as a step of undo, where there is something to come back to.
void startOver(TrainingRun& run, QUndoStack& undo, std::function<void()> written);

} // namespace ui
