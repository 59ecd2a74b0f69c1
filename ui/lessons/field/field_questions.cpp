#include "ui/lessons/field/field_questions.h"

#include "ui/lessons/field/field_words.h"
#include "ui/model/size_words.h"
#include "ui/tr.h"

namespace ui {

std::vector<Question> fieldQuestions(const FieldLab& lab) {
    const auto stack = lab.stack();
    const int level = lab.scene().level;
    if (level == 0) return {};
    const cnn::FieldLevel &now = stack->level(level), &below = stack->level(level - 1);
    const cnn::FieldLayer& l = stack->layers()[static_cast<std::size_t>(level - 1)];
    const QString name = QString::fromStdString(now.name);
    std::vector<Question> all{
        numberQuestion("field", tr("Field"),
                       tr("How many pixels a side does one unit of %1 see, padding included?").arg(name),
                       static_cast<double>(now.field), fieldFormula(*stack, level, 0)),
        numberQuestion("jump", tr("Jump"),
                       tr("How many pixels lie between the fields of two neighbours in %1?").arg(name),
                       static_cast<double>(now.jump), fieldFormula(*stack, level, 1)),
        sizeQuestion("size", tr("Map size"), tr("How many rows and columns has %1?").arg(name), now.size, now.size,
                     sizeLine(l.window().y, true, below.size))};
    if (lab.compare())
        all.push_back(numberQuestion("weights", tr("Weights"),
                                     tr("How many weights has the upper stack, for one input and one output channel?"),
                                     static_cast<double>(stack->weightsPerChannelPair()), weightSum(*stack)));
    return all;
}

} // namespace ui
