// The view "Where it looks": three maps of one cell side by side, and how much of each lies on the cell.
#pragma once

#include "ui/lessons/microscope/board_view.h"

namespace ui {

class LooksView final : public BoardView {
    Q_OBJECT
public:
    // "class": 0 as predicted, else the class before it; "cover": what the square is; "window", "stride": its size and
    // step; "mark": 0 as it is, 1 with, 2 without.
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;

protected:
    std::optional<Shown> make(const TrainingMoment& moment, const QJsonObject& choices, const std::stop_token& stop,
                              const Tell& tell) override;

private:
    static Asked shareQuestion(double onCell);
};

} // namespace ui
