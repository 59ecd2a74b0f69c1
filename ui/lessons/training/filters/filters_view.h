// The view "Filters": what each filter of a convolution looks at, what excites it, and what it is worth.
#pragma once

#include "ui/lessons/training/filters/filter_sheet_picture.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

class FiltersView final : public TrainingView {
    Q_OBJECT
public:
    // In stages: the kernels at once, then the patches and pictures, then what each filter is worth.
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    // "layer": which convolution; "page": which sixteen of its filters.
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;
    std::optional<QJsonObject> pressed(const CellRef& cell, const QJsonObject& choices) override;
    std::vector<NamedNumbers> numbers() const override;

private:
    using Picture = std::shared_ptr<const FilterSheetPicture>;
    using Stage = std::pair<int, int>; // of which work, which of its stages
    void showStage(Stage stage, Picture picture);
    Picture m_picture;
    int m_asked = 0; // counts the works
    Stage m_shown;
};

} // namespace ui
