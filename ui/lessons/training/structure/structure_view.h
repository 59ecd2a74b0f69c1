// The network of the run from its definition: blocks, or the lecture's compressed column.
#pragma once

#include "ui/lessons/training/structure/structure_figure.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

class StructureView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    std::vector<ViewOption> options(const TrainingMoment&) const override;
    std::vector<NamedNumbers> numbers() const override;

private:
    std::vector<StructureRow> m_rows;
};

} // namespace ui
