// The view "One step" of LeNet live: one training step for the image on show, in four parts.
#pragma once

#include "ui/lessons/training/step/step_picture.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

// Choices: "part", 0 forward, 1 loss, 2 backward, 3 update; "weight", the one whose update is shown, as
// [layer, parameter, index]: the steepest of the first layer when there is none.
class StepView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    std::vector<QString> parts() const override;
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;
    std::optional<QJsonObject> pressed(const CellRef& cell, const QJsonObject& choices) override;
    std::vector<NamedNumbers> numbers() const override;

private:
    std::shared_ptr<const StepPicture> m_picture; // null before the first
};

} // namespace ui
