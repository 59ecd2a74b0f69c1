#include "ui/model/branch_command.h"

namespace ui {

BranchCommand::BranchCommand(const QString& text, TrainingRun& run, KeptRun before, KeptRun after,
                             std::function<void()> written)
    : QUndoCommand(text), m_run(run), m_before(std::move(before)), m_after(std::move(after)),
      m_written(std::move(written)) {}

void BranchCommand::redo() {
    m_run.standAt(m_after, true);
    m_written();
}

void BranchCommand::undo() {
    m_run.standAt(m_before, false);
    m_written();
}

} // namespace ui
