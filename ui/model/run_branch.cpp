#include "ui/model/run_branch.h"

#include "ui/tr.h"

#include <QRegularExpression>

namespace ui {

float weightAt(const cnn::Network& network, const WeightRef& weight) {
    return network.layer(weight.layer).parameters()[weight.parameter].value.values()[weight.index];
}

cnn::TrainerState withWeight(const cnn::TrainerState& state, const cnn::Network& layers, const WeightRef& weight,
                             float value) {
    std::size_t at = weight.parameter;
    for (std::size_t i = 0; i < weight.layer; ++i) at += layers.layer(i).parameters().size();
    cnn::TrainerState next = state;
    next.parameters[at].value.values()[weight.index] = value;
    return next;
}

QString branchName(const WeightRef& weight, std::size_t batch, const QString& before) {
    const bool bias = weight.parameter > 0;
    const QString from = tr("from batch %1").arg(batch);
    if (before.isEmpty())
        return (bias ? tr("%1: bias changed, %2") : tr("%1: weight changed, %2")).arg(weight.of, from);
    static const QRegularExpression number(": (\\d+) ");
    const QRegularExpressionMatch found = number.match(before);
    const int changed = (found.hasMatch() ? found.captured(1).toInt() : 1) + 1;
    const QString what = before.section(": ", 0, 0), others = tr(" and others");
    const bool same = what == weight.of || what.endsWith(others);
    return tr("%1: %2 numbers changed, %3").arg(same ? what : what + others).arg(changed).arg(from);
}

} // namespace ui
