#include "ui/lessons/training/step/step_view.h"

#include "ui/lessons/training/step/step_figure.h"

#include <QJsonArray>

namespace ui {
namespace {

std::optional<cnn::WeightPlace> chosenWeight(const QJsonObject& choices) {
    const QJsonArray all = choices["weight"].toArray();
    if (all.size() != 3) return std::nullopt;
    const int layer = all[0].toInt(-1), parameter = all[1].toInt(-1), index = all[2].toInt(-1);
    if (layer < 0 || parameter < 0 || index < 0) return std::nullopt;
    return cnn::WeightPlace{static_cast<std::size_t>(layer), static_cast<std::size_t>(parameter),
                            static_cast<std::size_t>(index)};
}

} // namespace

TrainingView::Work StepView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    return [this, moment, choices](const std::stop_token&) -> Show {
        auto picture = std::make_shared<StepPicture>(
            stepPicture(moment.network, moment.image, moment.trueClass, moment.settings, chosenWeight(choices)));
        picture->caption = moment.caption;
        picture->classNames = moment.classNames;
        return [this, picture] { m_picture = picture; };
    };
}

std::unique_ptr<Figure> StepView::figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                         const std::optional<CellRef>& hover) const {
    if (!m_picture) return nullptr;
    return std::make_unique<StepFigure>(
        size, style, m_picture, static_cast<StepPart>(ui::chosen(choices, stepPartOption, std::ssize(parts()))), hover);
}

std::vector<QString> StepView::parts() const {
    return {tr("Forward"), tr("Loss"), tr("Backward"), tr("Update")};
}

std::vector<ViewOption> StepView::options(const TrainingMoment&) const {
    const std::vector<QString> all = parts();
    return {{stepPartOption, tr("Part of the step"), QStringList(all.begin(), all.end())}};
}

std::optional<QJsonObject> StepView::pressed(const CellRef& cell, const QJsonObject& choices) {
    if (!m_picture || !m_picture->update) return std::nullopt;
    std::optional<cnn::WeightPlace> place;
    if (cell.part == "layer" && cell.x < static_cast<int>(m_picture->layers.size()))
        place = cnn::steepestWeight(m_picture->step, m_picture->layers[static_cast<std::size_t>(cell.x)]);
    else if (const auto spot = StepUpdate::weightAt(*m_picture, cell))
        place = placeOf(*m_picture, m_picture->weight.layer, *spot);
    if (!place) return std::nullopt;
    QJsonObject next = choices;
    next["weight"] = QJsonArray{static_cast<qint64>(place->layer), static_cast<qint64>(place->parameter),
                                static_cast<qint64>(place->index)};
    return next;
}

std::vector<NamedNumbers> StepView::numbers() const {
    if (!m_picture) return {};
    const cnn::Network& network = *m_picture->network;
    std::vector<NamedNumbers> all;
    for (std::size_t i = 0; i < network.size(); ++i) {
        const QString name = QString::fromStdString(network.name(i));
        all.push_back({name, m_picture->step.trace.values[i + 1]});
        all.push_back({name + " gradient", m_picture->step.slopes[i + 1]});
        const auto parameters = network.layer(i).parameters();
        for (std::size_t p = 0; p < parameters.size(); ++p)
            all.push_back({name + ' ' + QString::fromStdString(parameters[p].name) + " gradient",
                           m_picture->step.gradients[i][p]});
    }
    return all;
}

} // namespace ui
