// The view "By hand": a few cells are put into two heaps by hand, a network learns them at once and sorts the rest.
#pragma once

#include "ui/lessons/microscope/board_view.h"

namespace ui {

class LabelView final : public BoardView {
    Q_OBJECT
public:
    // "heap": which one a click puts a cell into; "sorted": the heap of each cell that was put somewhere, by its
    // number.
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;

protected:
    std::optional<Shown> make(const TrainingMoment& moment, const QJsonObject& choices, const std::stop_token& stop,
                              const Tell& tell) override;

private:
    using Heaps = std::vector<int>; // one a cell; -1: in none yet
    struct Sorting;
    static Heaps heapsOf(const QJsonObject& choices);
    static Shown shownOf(const Sorting& sorting, const QString& note);
    std::shared_ptr<const Sorting> m_last; // of the thread that works, one at a time
};

} // namespace ui
