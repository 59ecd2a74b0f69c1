// The view "Tests": explanations put to the test. Does a map know when the network has forgotten? Does the answer fall
// when what it calls important is covered? Does it hold still when the picture moves by a pixel?
#pragma once

#include "ui/lessons/microscope/board_view.h"

namespace ui {

class ChecksView final : public BoardView {
    Q_OBJECT
public:
    // "test": 0 forgetting, 1 covering, 2 moving; "weights": 0 all random, 1 the last layer alone; "cover", "window",
    // "stride": as in the view "Where it looks".
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;

protected:
    std::optional<Shown> make(const TrainingMoment& moment, const QJsonObject& choices, const std::stop_token& stop,
                              const Tell& tell) override;

private:
    struct Test; // each makes a board
};

} // namespace ui
