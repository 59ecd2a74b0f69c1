// The view "Sixteen cells": the same sixteen test pictures for the whole run, and what the network says of each.
#pragma once

#include "ui/lessons/microscope/board_view.h"

namespace ui {

class SixteenView final : public BoardView {
    Q_OBJECT
protected:
    std::optional<Shown> make(const TrainingMoment& moment, const QJsonObject& choices, const std::stop_token& stop,
                              const Tell& tell) override;
};

} // namespace ui
