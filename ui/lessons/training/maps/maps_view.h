// The view "Maps" of LeNet live: any layer as maps, and from any value down to its window, its terms and its sum.
#pragma once

#include "ui/lessons/training/maps/maps_picture.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

// Choices: "layer", its index; "scale", 0: one range of colours for the layer, 1: one for each map, 2: one for the
// network; "page", where the maps are too many, 0: those around the chosen one, 1: the strongest, 2 and more: in their
// order; "cell", the value whose origin is shown, as [layer, map, row, column], which counts in its layer only (the
// strongest value when there is none); "channel", whose products are shown, as [layer, number].
class MapsView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;
    std::optional<QJsonObject> pressed(const CellRef& cell, const QJsonObject& choices) override;
    std::optional<TypableWeight> weightAt(const std::optional<CellRef>& cell, const QJsonObject&) const override;
    std::vector<NamedNumbers> numbers() const override;
    void forget() override { m_picture.reset(); }

private:
    std::shared_ptr<const MapsPicture> m_picture; // null before the first
    bool m_learns = false;                        // its weights are a run's
};

} // namespace ui
