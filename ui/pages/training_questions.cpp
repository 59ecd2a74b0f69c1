// What LeNet live can ask: predict, then reveal.
#include "ui/pages/training_page.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t conv2 = 3; // layer of a LeNet-5

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
    return {"class",
            TrainingPage::tr("Its class"),
            TrainingPage::tr("Which class does the network say for this picture?"),
            names[said],
            TrainingPage::tr("Its share is %1. %2").arg(card.lead, card.cost).trimmed(),
            [names, said](const QString& typed) -> std::optional<bool> {
                const int answer = meant(names, typed.trimmed());
                return answer < 0 ? std::nullopt : std::optional(answer == said);
            },
            names.join(", ")};
}

} // namespace

std::vector<Question> TrainingPage::questions() const {
    if (!m_picture || !m_scene.view.isEmpty()) return {}; // the other views would give the answers away
    NetworkPicture p = *m_picture;
    p.covered.clear();
    const cnn::Shape in = partShape(p, "pooled1"), out = partShape(p, "maps2");
    const cnn::Layer& layer = p.network->layer(conv2);
    const int kernel = layer.info().window->y.kernel;
    const auto parameters = static_cast<int>(layer.parameterCount());
    return {classQuestion(p),
            sizeQuestion("size", tr("Map size"),
                         tr("How many rows and columns has a map behind the second convolution?"), out.h, out.w,
                         tr("No padding: %1 − %2 + 1 = %3, in rows and in columns.").arg(in.h).arg(kernel).arg(out.h)),
            numberQuestion("parameters", tr("Parameters"),
                           tr("How many parameters has the second convolution, biases included?"), parameters,
                           tr("%1 kernels of %2 × %3 × %3 weights, %1 biases: %1 × %4 + %1 = %5")
                               .arg(out.c)
                               .arg(in.c)
                               .arg(kernel)
                               .arg(in.c * kernel * kernel)
                               .arg(parameters))};
}

void TrainingPage::cover(const QString& id) {
    if (id == m_covered) return;
    m_covered = id;
    m_stripSoon.now();
}

} // namespace ui
