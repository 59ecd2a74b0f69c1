#include "ui/lessons/norm/norm_questions.h"

#include "ui/lessons/norm/norm_figure.h"

namespace ui {

std::vector<Question> normQuestions(const NormScene& scene, int cell) {
    const NormBatch batch = normBatch(scene, 1);
    const auto at = 2 * static_cast<std::size_t>(cell);
    std::vector<Question> all;
    all.push_back(numberQuestion("cell", ui::tr("This cell"),
                                 ui::tr("What does the framed cell of the picture become in the second batch?"),
                                 static_cast<double>(batch.out.data()[at]), normLine(scene, batch, cell)));
    if (scene.mode == NormMode::Training)
        all.push_back(numberQuestion("mean", ui::tr("Mean"), ui::tr("What is the mean of the second batch?"),
                                     batch.mean,
                                     ui::tr("all numbers of both pictures, added up and divided by their count")));
    all.push_back(signQuestion("sign",
                               ui::tr("Does the framed cell of the picture become positive or negative in the second "
                                      "batch?"),
                               static_cast<double>(batch.out.data()[at]), normLine(scene, batch, cell), "cell"));
    return all;
}

} // namespace ui
