#include "ui/lessons/lenet/lenet_questions.h"

#include "ui/figure/number_text.h"
#include "ui/tr.h"

namespace ui {

std::vector<Question> lenetQuestions(const LenetStages& stages, int stage) {
    const LenetStage& s = stages.all[static_cast<std::size_t>(stage)];
    std::vector<Question> all;
    if (s.hasWindow())
        all.push_back(sizeQuestion("size", tr("Its size"), tr("How many rows and columns has a map of %1?").arg(s.name),
                                   s.out.h, s.out.w, lenetSizeEquation(s)));
    if (stage > 0)
        all.push_back(numberQuestion("parameters", tr("Its parameters"),
                                     tr("How many parameters has %1, biases included?").arg(s.name),
                                     static_cast<double>(s.parameters), lenetParameterEquation(s)));
    if (!stages.misfit)
        all.push_back(numberQuestion("all", tr("All parameters"), tr("How many parameters has the whole network?"),
                                     static_cast<double>(stages.parametersUpTo(stages.all.size())),
                                     lenetRunningSum(stages, stages.last())));
    return all;
}

} // namespace ui
