// The view "Shortcut": the mark taken away, and given to others.
#pragma once

#include "ui/lessons/microscope/board_view.h"
#include "ui/lessons/microscope/mark_table.h"

namespace ui {

class MarkView final : public BoardView {
    Q_OBJECT
protected:
    std::optional<Shown> make(const TrainingMoment& moment, const QJsonObject& choices, const std::stop_token& stop,
                              const Tell& tell) override;

private:
    static Asked lossQuestion(const MarkTable& table, const QString& marked);
    MarkSets m_sets; // of the last source: made on the thread that works, one at a time
};

} // namespace ui
