// The view "Layers": whether the layers are healthy: weights, gradients, the size of the updates, dead ReLUs.
#pragma once

#include "ui/lessons/training/layers/layers_figure.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

class LayersView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    // A row a layer: update to weight, ReLUs, dead ones; and the histograms.
    std::vector<NamedNumbers> numbers() const override;

private:
    std::shared_ptr<const LayersPicture> m_picture;
    QString m_why; // there is none
};

} // namespace ui
