#include "ui/model/run_commands.h"

#include <QCoreApplication>
#include <algorithm>

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

StartOverCommand::StartOverCommand(TrainingRun& run, KeptRun before, std::function<void()> written)
    : QUndoCommand(QCoreApplication::translate("ui", "start over")), m_run(run), m_before(std::move(before)),
      m_written(std::move(written)) {}

void StartOverCommand::redo() {
    m_run.startOver();
}

void StartOverCommand::undo() {
    m_run.standAt(m_before, false);
    m_written();
}

ForgetCommand::ForgetCommand(TrainingRun& run, std::size_t index)
    : QUndoCommand(QCoreApplication::translate("ui", "forget run %1").arg(run.kept()[index].number)), m_run(run),
      m_index(index), m_forgotten(run.kept()[index]) {}

void ForgetCommand::redo() {
    const auto at = std::ranges::find(m_run.kept(), m_forgotten.number, &KeptRun::number);
    if (at != m_run.kept().end()) m_run.forget(static_cast<std::size_t>(at - m_run.kept().begin()));
}

void ForgetCommand::undo() {
    m_forgotten.number = m_run.putBack(m_index, m_forgotten);
}

void startOver(TrainingRun& run, QUndoStack& undo, std::function<void()> written) {
    auto before = run.comesBack();
    if (before)
        undo.push(new StartOverCommand(run, *std::move(before), std::move(written)));
    else
        run.startOver();
}

} // namespace ui
