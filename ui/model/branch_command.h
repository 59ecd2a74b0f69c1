#pragma once

#include "ui/model/training_run.h"

#include <QUndoCommand>
#include <functional>

namespace ui {

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
