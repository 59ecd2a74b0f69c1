#include "ui/lessons/model/field/unit_view.h"

#include "ui/lessons/model/field/unit_figure.h"
#include "ui/lessons/training/maps/maps_picture.h"

#include <QJsonArray>
#include <algorithm>

namespace ui {
namespace {

// Those whose values have a place, the deepest first; of a network without such layers all.
std::vector<std::size_t> placedLayers(const cnn::Network& network) {
    std::vector<std::size_t> layers, all;
    for (std::size_t i = network.size(); i-- > 0;) {
        all.push_back(i);
        if (network.outputShape(i).h * network.outputShape(i).w > 1) layers.push_back(i);
    }
    return layers.empty() ? all : layers;
}

} // namespace

TrainingView::Work UnitView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    return [this, moment, choices](const std::stop_token&) -> Show {
        UnitWish wish;
        const auto layers = placedLayers(*moment.network);
        wish.layer = layers[static_cast<std::size_t>(chosen(choices, "layer", std::ssize(layers)))];
        const int layer = static_cast<int>(wish.layer);
        if (const int map = chosen(choices, "map", moment.network->outputShape(wish.layer).c + 1); map > 0)
            wish.map = map - 1;
        const QJsonArray cell = choices["cell"].toArray();
        if (cell.size() == 3 && cell[0].toInt(-1) == layer) wish.cell = {cell[1].toInt(), cell[2].toInt()};
        auto picture = std::make_shared<const UnitPicture>(unitPicture(moment, wish));
        return [this, picture, layer] {
            m_picture = picture;
            m_layer = layer;
        };
    };
}

std::unique_ptr<Figure> UnitView::figure(QSizeF size, const Style& style, const QJsonObject&,
                                         const std::optional<CellRef>& hover) const {
    if (!m_picture) return nullptr;
    return std::make_unique<UnitFigure>(size, style, m_picture, hover);
}

std::vector<ViewOption> UnitView::options(const TrainingMoment& moment) const {
    ViewOption layer{"layer", tr("Layer"), {}}, map{"map", tr("Map"), {tr("the strongest")}};
    int maps = 0;
    for (const std::size_t i : placedLayers(*moment.network)) {
        layer.values << layerNotation(*moment.network, i);
        maps = std::max(maps, moment.network->outputShape(i).c);
    }
    constexpr int mostListed = 1024;
    for (int i = 1; i <= std::min(maps, mostListed); ++i) map.values << QString::number(i);
    return {layer, map};
}

std::optional<QJsonObject> UnitView::pressed(const CellRef& cell, const QJsonObject& choices) {
    if (!m_picture || cell.part != "cell") return std::nullopt;
    QJsonObject next = choices;
    next["map"] = m_picture->unit.c + 1; // it stays when another of its values is chosen
    next["cell"] = QJsonArray{m_layer, cell.y, cell.x};
    return next;
}

std::vector<NamedNumbers> UnitView::numbers() const {
    if (!m_picture) return {};
    return {{tr("gradient of the unit"), m_picture->gradient}, {tr("map"), m_picture->map}};
}

} // namespace ui
