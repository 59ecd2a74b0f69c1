// "What it sees": the steps from a photo or a drawing to what the network reads, and its answer after each.
#pragma once

#include "ui/lessons/training/seen/seen_row.h"

namespace ui {

class SeenView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    // A step: with it, or without.
    std::optional<QJsonObject> pressed(const CellRef& cell, const QJsonObject& choices) override;
    std::vector<NamedNumbers> numbers() const override;

private:
    std::shared_ptr<const SeenRow> m_row;
    cnn::Tensor m_read; // by the network
};

} // namespace ui
