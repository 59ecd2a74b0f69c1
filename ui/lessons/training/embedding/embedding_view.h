// The view "Embedding": the test images on a plane, by the values of the last hidden layer.
#pragma once

#include "ui/lessons/training/embedding/embedding_figure.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

class EmbeddingView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    // Whether the picture stays put while the network learns, or its axes are the principal components themselves.
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;
    // A point goes through the network.
    std::optional<QJsonObject> pressed(const CellRef& cell, const QJsonObject& choices) override;
    // The points and their classes.
    std::vector<NamedNumbers> numbers() const override;

private:
    std::shared_ptr<const EmbeddingPicture> m_picture;
    QString m_why; // there is none
};

} // namespace ui
