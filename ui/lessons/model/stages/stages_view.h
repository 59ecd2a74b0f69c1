// The view "Stages": what every layer of a network makes of a picture, at one glance.
#pragma once

#include "ui/lessons/model/stages/stages_picture.h"

namespace ui {

// Choices: "fold", 0: activations stand with the layer before them where there are many stages, 1: always, 2: never;
// "range", 0: colours of each map by itself, 1: of the layer, 2: of the network; "part".
class StagesView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;
    // A map: it is looked at in the view "maps".
    std::optional<QJsonObject> pressed(const CellRef& cell, const QJsonObject& choices) override;
    std::vector<NamedNumbers> numbers() const override;
    void forget() override {
        m_picture.reset();
        m_trace.reset();
    }

private:
    std::shared_ptr<const StagesPicture> m_picture; // null before the first
    std::shared_ptr<const cnn::Trace> m_trace;      // that it shows
};

} // namespace ui
