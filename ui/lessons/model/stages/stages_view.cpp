#include "ui/lessons/model/stages/stages_view.h"

#include "ui/lessons/model/stages/stages_figure.h"
#include "ui/lessons/training/maps/maps_picture.h"

#include <QJsonArray>

namespace ui {
namespace {

bool foldsIn(const QJsonObject& choices, const cnn::Network& network) {
    const int fold = chosen(choices, "fold", 3);
    return fold == 1 || (fold == 0 && stagesOf(network, false) >= manyStages);
}

} // namespace

TrainingView::Work StagesView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    return [this, moment, choices](const std::stop_token&) -> Show {
        TrainingMoment looked = moment;
        looked.trace = traceOf(moment);
        StagesWish wish;
        wish.folded = foldsIn(choices, *moment.network);
        wish.range = static_cast<StagesRange>(chosen(choices, "range", 3));
        wish.part = choices["part"].toInt();
        auto picture = std::make_shared<const StagesPicture>(stagesPicture(looked, wish));
        return [this, picture, trace = looked.trace] {
            m_picture = picture;
            m_trace = trace;
        };
    };
}

std::unique_ptr<Figure> StagesView::figure(QSizeF size, const Style& style, const QJsonObject&,
                                           const std::optional<CellRef>& hover) const {
    if (!m_picture) return nullptr;
    return std::make_unique<StagesOverview>(size, style, m_picture, hover);
}

std::vector<ViewOption> StagesView::options(const TrainingMoment& moment) const {
    std::vector<ViewOption> all{{"range", tr("Range of colours"), {tr("each map"), tr("layer"), tr("network")}},
                                {"fold", tr("Activations"), {tr("as it fits"), tr("folded"), tr("by themselves")}}};
    const int parts = (stagesOf(*moment.network, false) + mostStagesAtOnce - 1) / mostStagesAtOnce;
    if (parts < 2) return all;
    ViewOption part{"part", tr("Part"), {}};
    for (int i = 0; i < parts; ++i) part.values << QString::number(i + 1);
    all.push_back(part);
    return all;
}

std::optional<QJsonObject> StagesView::pressed(const CellRef& cell, const QJsonObject&) {
    if (!m_picture || cell.part != "map") return std::nullopt;
    const std::size_t layer = m_picture->stages[static_cast<std::size_t>(cell.y)].layer;
    const cnn::Tensor& values = m_trace->values[layer + 1];
    const cnn::Shape& s = values.shape();
    // The strongest value of that map; of values in a row the strongest of all.
    cnn::ValuePlace place = cnn::strongest(values);
    if (s.h * s.w > 1) {
        place = cnn::strongest(cnn::Tensor({1, s.h, s.w, 1}, mapOf(values, cell.map)));
        place.c = cell.map;
    }
    const int index = static_cast<int>(layer);
    emit showView("maps", {{"layer", index}, {"cell", QJsonArray{index, place.c, place.y, place.x}}});
    return std::nullopt;
}

// Of large networks they would fill the memory: there each layer's are had in the view "Maps".
std::vector<NamedNumbers> StagesView::numbers() const {
    constexpr std::size_t mostValues = 500'000;
    if (!m_picture) return {};
    std::size_t values = 0;
    std::vector<NamedNumbers> all;
    for (const Stage& stage : m_picture->stages) {
        values += m_trace->values[stage.layer + 1].size();
        if (values > mostValues) break;
        all.push_back({stage.name, m_trace->values[stage.layer + 1]});
    }
    return all;
}

} // namespace ui
