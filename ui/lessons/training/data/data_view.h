// "Data": the images a run learns from, is watched with and is tested with.
#pragma once

#include "ui/lessons/training/data/data_picture.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

class DataView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;
    // A class: its images alone, or all again. A page. A test image: through the network.
    std::optional<QJsonObject> pressed(const CellRef& cell, const QJsonObject& choices) override;
    std::vector<NamedNumbers> numbers() const override;

private:
    std::shared_ptr<const DataPicture> m_picture;
};

} // namespace ui
