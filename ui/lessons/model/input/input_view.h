// The view "Picture": how a picture becomes the numbers that a network reads, and what it answers; beside it the same
// picture given in another way, or before it was moved.
#pragma once

#include "ui/lessons/model/input/input_picture.h"

namespace ui {

// Choices: "beside", 0: nothing (before it is moved, where it is), 1: as the file says, 2 and more: the presets;
// "layer", 0: the first convolution, else the layer before it, whose map is shown; "pixel": [row, column].
class InputView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;
    std::optional<QJsonObject> pressed(const CellRef& cell, const QJsonObject& choices) override;
    std::vector<NamedNumbers> numbers() const override;
    void forget() override { m_picture.reset(); }

private:
    std::shared_ptr<const InputPicture> m_picture; // null before the first
};

} // namespace ui
