// The view "Classes": what the test images were taken for, class by class, and the images that were mistaken.
#pragma once

#include "ui/lessons/training/classes/classes_figure.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

class ClassesView : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;
    // A cell of the matrix: its images, or the surest mistakes again. An image: through the network.
    std::optional<QJsonObject> pressed(const CellRef& cell, const QJsonObject& choices) override;
    std::vector<NamedNumbers> numbers() const override;

protected:
    std::shared_ptr<const ClassesPicture> m_picture;
    QString m_why; // there is none
};

// Its matrix and the surest mistakes alone, for the card beside the charts.
class ConfusionView final : public ClassesView {
    Q_OBJECT
public:
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
};

// Why the test images have no classes to be told apart at this moment; empty: they have.
QString whyNoClasses(const TrainingMoment& moment);
// The names of all classes the network tells apart.
QStringList namesOfClasses(const TrainingMoment& moment);

} // namespace ui
