// The view "Receptive field": which pixels one unit of any layer sees, and which of them count.
#pragma once

#include "ui/lessons/model/field/unit_picture.h"

namespace ui {

// Choices: "layer", which of those whose values have a place, the deepest first; "map", 0: the strongest, else the map
// before it; "cell": [layer, row, column], which counts in its layer only (the strongest value when there is none).
class UnitView final : public TrainingView {
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
    std::shared_ptr<const UnitPicture> m_picture; // null before the first
    int m_layer = 0;                              // that it is of
};

} // namespace ui
