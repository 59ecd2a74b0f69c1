#include "ui/lessons/training/training_questions.h"

#include "ui/lessons/training/strip/network_words.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

// The class that is meant: its name, or as much of it as no other begins with; -1: none.
int meant(const QStringList& names, const QString& typed) {
    int found = -1;
    for (int i = 0; i < names.size(); ++i) {
        if (names[i].compare(typed, Qt::CaseInsensitive) == 0) return i;
        if (typed.isEmpty() || !names[i].startsWith(typed, Qt::CaseInsensitive)) continue;
        found = found == -1 ? i : -2; // of two none
    }
    return std::max(found, -1);
}

Question classQuestion(const NetworkPicture& picture) {
    const QStringList names = picture.classNames;
    const int said = largestClass(probabilities(picture));
    const CardText card = predictionText(picture);
    constexpr int fewClasses = 10; // each a line, or a digit, to choose from
    Question q{"class",
               tr("Its class"),
               tr("Which class does the network say for this picture?"),
               names[said],
               tr("Its share is %1. %2").arg(card.lead, card.cost).trimmed(),
               [names, said](const QString& typed) -> std::optional<bool> {
                   const int answer = meant(names, typed.trimmed());
                   return answer < 0 ? std::nullopt : std::optional(answer == said);
               },
               names.join(", ")};
    if (names.size() > fewClasses) return q;
    q.options = names;
    q.judge = [q, said](const QString& typed) -> std::optional<bool> {
        const int option = q.optionOf(typed.trimmed());
        return option < 0 ? q.judge(typed) : std::optional(option == said);
    };
    return q;
}

// The second convolution's maps, else the first's; nothing in a network without.
std::optional<NetworkPart> askedMaps(const NetworkPicture& picture) {
    std::optional<NetworkPart> found;
    for (const NetworkPart& part : picture.parts)
        if (part.part == "maps1" || part.part == "maps2") found = part;
    if (found && !picture.network->layer(found->layer).info().window) return std::nullopt; // an upsampling
    return found;
}

QString sizeReason(const cnn::Axis& a, int in, int out) {
    if (a.padBefore + a.padAfter == 0 && a.stride == 1 && a.dilation == 1)
        return tr("No padding: %1 − %2 + 1 = %3, in rows and in columns.").arg(in).arg(a.kernel).arg(out);
    return tr("(%1 + %2 − %3) / %4 + 1, rounded down: %5 rows.")
        .arg(in)
        .arg(a.padBefore + a.padAfter)
        .arg(a.extent())
        .arg(a.stride)
        .arg(out);
}

QString parametersReason(const cnn::LayerInfo& info, int parameters) {
    const int cells = info.window->y.kernel * info.window->x.kernel;
    const QString kernel = QString("%1 × %2").arg(info.window->y.kernel).arg(info.window->x.kernel);
    const int weights = parameters - info.outputs;
    if (!info.connections.empty())
        return tr("%1 connections with a kernel of %2 each, %3 biases: %4 + %3 = %5")
            .arg(weights / cells)
            .arg(kernel)
            .arg(info.outputs)
            .arg(weights)
            .arg(parameters);
    return tr("%1 kernels of %2 × %3 weights, %1 biases: %1 × %4 + %1 = %5")
        .arg(info.outputs)
        .arg(info.inputs)
        .arg(kernel)
        .arg(info.inputs * cells)
        .arg(parameters);
}

} // namespace

std::vector<Question> networkQuestions(NetworkPicture p) {
    p.covered.clear();
    std::vector<Question> all;
    if (largestClass(probabilities(p)) >= 0) all.push_back(classQuestion(p));
    const auto maps = askedMaps(p);
    if (!maps) return all;
    const QString which = maps->part == "maps1" ? tr("first") : tr("second");
    const cnn::Shape in = p.trace.values[p.network->reads(maps->layer)[0]].shape(), out = partShape(p, maps->part);
    const cnn::Layer& layer = p.network->layer(maps->layer);
    const cnn::LayerInfo info = layer.info();
    const auto parameters = static_cast<int>(layer.parameterCount());
    all.push_back(sizeQuestion("size", tr("Map size"),
                               tr("How many rows and columns has a map behind the %1 convolution?").arg(which), out.h,
                               out.w, sizeReason(info.window->y, in.h, out.h)));
    if (layer.parameters().size() > 1)
        all.push_back(numberQuestion("parameters", tr("Parameters"),
                                     tr("How many parameters has the %1 convolution, biases included?").arg(which),
                                     parameters, parametersReason(info, parameters)));
    return all;
}

} // namespace ui
