#include "ui/lessons/shift/shift_questions.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/shift/shift_figure.h"
#include "ui/tr.h"

namespace ui {

std::vector<Question> shiftQuestions(const ShiftScene& scene, const std::vector<cnn::ShiftStage>& stages) {
    QStringList names, changes;
    for (std::size_t i = 1; i < stages.size(); ++i) {
        names << QString("%1 %2").arg(i).arg(stageName(stages, i));
        changes << QString("%1 %2").arg(stageName(stages, i), fixed(stages[i].change, 2));
    }
    const cnn::Shape& last = stages.back().before.shape();
    std::vector<Question> all;
    if (stages.front().change > 0) // otherwise none changes less than another
        all.push_back(numberQuestion("least", tr("Least change"),
                                     tr("Behind which stage does the picture change least: %1?").arg(names.join(", ")),
                                     leastChanged(stages), changes.join(", ")));
    all.push_back(
        sizeQuestion("size", tr("Last map"), tr("How many rows and columns has the last map?"), last.h, last.w,
                     scene.pooling == cnn::ShiftPooling::None
                         ? tr("padding keeps every size")
                         : tr("each pool divides by %1, rounded down; padding keeps the rest").arg(scene.window)));
    return all;
}

} // namespace ui
