#include "ui/lessons/model/model_questions.h"

#include "core/layers/catalog.h"
#include "ui/figure/number_text.h"

#include <cmath>

namespace ui {
namespace {

using cnn::LayerRole;
using cnn::LayerRow;

// As people write large numbers: "36 928", "36,928" or "36928".
std::optional<qint64> typedCount(QString typed) {
    for (const QChar apart : {QChar(0x202f), QChar(0xa0), QChar(' '), QChar(','), QChar('\'')}) typed.remove(apart);
    bool ok = false;
    const qint64 number = typed.toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

// Exact, where a float would not be.
Question countQuestion(const QString& id, const QString& name, const QString& ask, std::size_t truth,
                       const QString& why) {
    return {
        id, name, ask, grouped(static_cast<qint64>(truth)), why, [truth](const QString& typed) -> std::optional<bool> {
            const auto number = typedCount(typed);
            if (!number) return std::nullopt;
            return *number == static_cast<qint64>(truth);
        }};
}

// Channels that one kernel reads.
int channelsRead(const LayerRow& layer) {
    return layer.info.inputs / std::max(1, static_cast<int>(layer.info.setting("groups", 1)));
}

QString whyParameters(const LayerRow& layer) {
    if (layer.info.kind == "conv2d")
        return tr("%1 kernels of %2 × %3 weights for each of %4 channels, and a bias each")
            .arg(layer.info.outputs)
            .arg(layer.info.window->y.kernel)
            .arg(layer.info.window->x.kernel)
            .arg(channelsRead(layer));
    if (cnn::layerRole(layer.info.kind) == LayerRole::Dense)
        return tr("%1 outputs, each with %2 weights and a bias").arg(layer.info.outputs).arg(layer.info.inputs);
    return tr("so many numbers it learns or remembers");
}

QString whyWork(const LayerRow& layer) {
    if (layer.info.kind == "conv2d")
        return tr("%1 values, each a sum of %2 × %3 products in each of %4 channels")
            .arg(grouped(static_cast<qint64>(layer.out.perImage())))
            .arg(layer.info.window->y.kernel)
            .arg(layer.info.window->x.kernel)
            .arg(channelsRead(layer));
    if (cnn::layerRole(layer.info.kind) == LayerRole::Dense)
        return tr("each weight is used once; a bias is only added");
    return tr("so many products for one picture");
}

void askCounts(const LayerRow& layer, const QString& title, std::vector<Question>& all) {
    if (layer.parameters > 0)
        all.push_back(countQuestion("parameters", tr("Parameters"), tr("How many parameters has %1?").arg(title),
                                    layer.parameters, whyParameters(layer)));
    if (layer.multiplyAdds > 0)
        all.push_back(countQuestion("work", tr("Multiply-adds"), tr("How many multiply-adds does %1 take?").arg(title),
                                    layer.multiplyAdds, whyWork(layer)));
    if (layer.parameters == 0 || layer.multiplyAdds == 0) return;
    const auto parameters = grouped(static_cast<qint64>(layer.parameters));
    all.push_back(largerQuestion(
        "larger",
        tr("%1 has %2 parameters. Is the number of its multiply-adds larger or smaller?").arg(title, parameters),
        static_cast<double>(layer.multiplyAdds), static_cast<double>(layer.parameters), whyWork(layer), "work"));
}

} // namespace

std::vector<Question> modelQuestions(const ModelTable& table, int pair, std::size_t side) {
    const LayerRow& layer = *table.layer(pair, side);
    const QString name = table.sides[side].rows[static_cast<std::size_t>(table.row(pair, side))].name;
    const QString title = table.isPair() ? tr("%1 of %2").arg(name, table.sides[side].subject->title) : name;
    std::vector<Question> all;
    askCounts(layer, title, all);
    if (layer.out.h > 1 && layer.out.w > 1)
        all.push_back(sizeQuestion("size", tr("Size of its maps"),
                                   tr("How many rows and columns have the maps of %1?").arg(title), layer.out.h,
                                   layer.out.w, tr("they follow from window, padding and stride alone")));
    const bool isSquare = !layer.rows.isAll && layer.rows == layer.columns && layer.rows.size > 1;
    if (isSquare && layer.rows.size == std::floor(layer.rows.size))
        all.push_back(countQuestion("field", tr("Receptive field"),
                                    tr("How many pixels wide is the receptive field of %1?").arg(title),
                                    static_cast<std::size_t>(layer.rows.size),
                                    tr("each layer adds its window less one, times the jump before it")));
    return all;
}

ModelColumn askedColumn(const QString& question) {
    if (question == "parameters") return ModelColumn::Parameters;
    if (question == "work") return ModelColumn::Work;
    return question == "size" ? ModelColumn::Output : ModelColumn::Field;
}

} // namespace ui
