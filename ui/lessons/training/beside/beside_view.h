// The view "Runs" of LeNet live: two runs side by side, of one picture.
#pragma once

#include "ui/lessons/training/beside/beside_figure.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

// Choices: "left", 0: the run under way, then those that are kept; "right", 0: the first that is kept, then the others,
// at last the run under way; "layer", of those with maps. Which two is said in the list of runs.
class BesideView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    std::vector<ViewOption> options(const TrainingMoment& moment) const override;
    std::vector<NamedNumbers> numbers() const override;
    void forget() override { m_picture.reset(); }

private:
    std::shared_ptr<const BesidePicture> m_picture;
    QString m_why; // there is none
};

inline const QString besideViewId = "runs";
// The two of so many runs, 0: the run under way, then those whose network is kept; and the choices with others.
std::pair<int, int> besideChosen(const QJsonObject& choices, qsizetype runs);
QJsonObject besideChoices(QJsonObject choices, std::pair<int, int> two, qsizetype runs);

} // namespace ui
