#include "ui/lessons/model/input/input_view.h"

#include "ui/lessons/model/input/input_figure.h"
#include "ui/lessons/training/maps/maps_picture.h"

#include <QJsonArray>

namespace ui {
namespace {

// By the number of the choice.
QString presetBeside(int choice) {
    if (choice < 2) return choice == 1 ? QString("file") : QString();
    return preprocessingPresets()[static_cast<std::size_t>(choice) - 2].id;
}

} // namespace

TrainingView::Work InputView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    return [this, moment, choices](const std::stop_token& stop) -> Show {
        if (!moment.model) return {};
        InputWish wish;
        wish.beside = presetBeside(chosen(choices, "beside", std::ssize(preprocessingPresets()) + 2));
        const int layer = chosen(choices, "layer", static_cast<qsizetype>(moment.network->size()) + 1);
        if (layer > 0) wish.layer = static_cast<std::size_t>(layer) - 1;
        if (const QJsonArray pixel = choices["pixel"].toArray(); pixel.size() == 2)
            wish.pixel = {pixel[0].toInt(), pixel[1].toInt()};
        auto picture = inputPicture(moment, wish, stop);
        if (!picture) return {};
        return [this, shared = std::make_shared<const InputPicture>(*std::move(picture))] { m_picture = shared; };
    };
}

std::unique_ptr<Figure> InputView::figure(QSizeF size, const Style& style, const QJsonObject&,
                                          const std::optional<CellRef>& hover) const {
    if (!m_picture) return nullptr;
    return std::make_unique<InputFigure>(size, style, m_picture, hover);
}

std::vector<ViewOption> InputView::options(const TrainingMoment& moment) const {
    ViewOption beside{"beside", tr("Beside it"), {tr("nothing"), tr("the network's own")}};
    for (const PreprocessingPreset& preset : preprocessingPresets()) beside.values << preset.title;
    ViewOption layer{"layer", tr("Map of"), {tr("the first convolution")}};
    for (std::size_t i = 0; i < moment.network->size(); ++i) layer.values << layerNotation(*moment.network, i);
    return {beside, layer};
}

std::optional<QJsonObject> InputView::pressed(const CellRef& cell, const QJsonObject& choices) {
    if (cell.part != "pixel") return std::nullopt;
    QJsonObject next = choices;
    next["pixel"] = QJsonArray{cell.y, cell.x};
    return next;
}

std::vector<NamedNumbers> InputView::numbers() const {
    std::vector<NamedNumbers> all;
    if (!m_picture) return all;
    for (const PictureWay& given : m_picture->ways) all.push_back({given.title, given.input});
    return all;
}

} // namespace ui
