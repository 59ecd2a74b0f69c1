// The view "Where it looks": which pixels of the picture decide, told by gradients and by covering.
#pragma once

#include "ui/lessons/training/attention/attention_picture.h"
#include "ui/lessons/training/training_view.h"

#include <memory>

namespace ui {

class AttentionView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    // "class": 0 as predicted, else the class before it; "layer": which convolution, the last one first.
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;
    std::vector<NamedNumbers> numbers() const override;
    void forget() override { m_picture.reset(); }

private:
    using Picture = std::shared_ptr<const AttentionPicture>;
    class Looking;
    // A stage of the picture that was asked for as the `asked`th; a later one may be there already.
    void stage(Looking& looking);
    void showStage(int asked, int stage, Picture picture);
    Picture m_picture;
    int m_asked = 0, m_shownAsked = 0, m_shownStage = 0;
};

} // namespace ui
