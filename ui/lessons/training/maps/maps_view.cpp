#include "ui/lessons/training/maps/maps_view.h"

#include "core/layers/catalog.h"
#include "ui/lessons/training/dive/dive_view.h"
#include "ui/lessons/training/maps/maps_figure.h"

#include <QJsonArray>
#include <algorithm>

namespace ui {
namespace {

// The numbers behind the layer's index, when there are `count` and they belong to this layer.
std::vector<int> chosenIn(const QJsonObject& choices, const char* key, std::size_t layer, qsizetype count) {
    const QJsonArray all = choices[key].toArray();
    if (all.size() != count + 1 || all[0].toInt(-1) != static_cast<int>(layer)) return {};
    std::vector<int> numbers;
    for (qsizetype i = 1; i < all.size(); ++i) numbers.push_back(all[i].toInt(-1));
    return numbers;
}

QJsonArray inLayer(std::size_t layer, std::initializer_list<int> numbers) {
    QJsonArray all{static_cast<int>(layer)};
    for (const int number : numbers) all << number;
    return all;
}

int pagesOf(const cnn::Network& network, std::size_t layer) {
    const cnn::Shape& s = network.outputShape(layer);
    return s.h == 1 && s.w == 1 ? 1 : (s.c + mostMapsAtOnce - 1) / mostMapsAtOnce;
}

QJsonArray inLayer(std::size_t layer, const cnn::ValuePlace& place) {
    return inLayer(layer, {place.c, place.y, place.x});
}

} // namespace

TrainingView::Work MapsView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    return [this, moment, choices](const std::stop_token&) -> Show {
        MapsWish wish;
        wish.layer =
            static_cast<std::size_t>(ui::chosen(choices, "layer", static_cast<qsizetype>(moment.network->size())));
        const auto cell = chosenIn(choices, "cell", wish.layer, 3);
        if (!cell.empty()) wish.chosen = {cell[0], cell[1], cell[2]};
        wish.scale = static_cast<MapsScale>(ui::chosen(choices, "scale", 3));
        const int pages = pagesOf(*moment.network, wish.layer), page = ui::chosen(choices, "page", pages + 2);
        wish.byStrength = page == 1;
        if (page > 0) wish.page = std::max(0, page - 2);
        auto picture = std::make_shared<MapsPicture>(mapsPicture(moment.network, traceOf(moment), wish));
        picture->caption = moment.caption;
        picture->classNames = moment.classNames;
        return [this, picture, learns = !moment.model] {
            m_picture = picture;
            m_learns = learns;
        };
    };
}

std::unique_ptr<Figure> MapsView::figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                         const std::optional<CellRef>& hover) const {
    if (!m_picture) return nullptr;
    const auto channel = chosenIn(choices, "channel", m_picture->layer, 1);
    return std::make_unique<MapsFigure>(size, style, m_picture, hover, channel.empty() ? -1 : channel[0]);
}

std::vector<ViewOption> MapsView::options(const TrainingMoment& moment) const {
    ViewOption layer{"layer", tr("Layer"), {}};
    for (std::size_t i = 0; i < moment.network->size(); ++i) layer.values << layerNotation(*moment.network, i);
    std::vector<ViewOption> all{layer, {"scale", tr("Range of colours"), {tr("layer"), tr("each map"), tr("network")}}};
    int pages = 1;
    for (std::size_t i = 0; i < moment.network->size(); ++i) pages = std::max(pages, pagesOf(*moment.network, i));
    if (pages == 1) return all;
    ViewOption page{"page", tr("Maps"), {tr("around the chosen one"), tr("the strongest")}};
    for (int i = 0; i < pages; ++i)
        page.values << tr("%1 to %2").arg(i * mostMapsAtOnce + 1).arg((i + 1) * mostMapsAtOnce);
    all.push_back(page);
    return all;
}

std::optional<QJsonObject> MapsView::pressed(const CellRef& cell, const QJsonObject& choices) {
    if (!m_picture) return std::nullopt;
    QJsonObject next = choices;
    const std::size_t layer = m_picture->layer;
    const auto go = [&](std::size_t to, const cnn::ValuePlace& place) {
        next["layer"] = static_cast<int>(to);
        next["cell"] = inLayer(to, place);
        return next;
    };
    const cnn::ValuePlace& now = m_picture->chosen;
    // What is chosen already: down into it.
    if ((cell.part == "maps" && cell.map == now.c) ||
        (cell.part == "cell" && cnn::ValuePlace{cell.map, cell.y, cell.x} == now)) {
        emit showView(diveViewId, diveChoices(*m_picture->network, layer + 1, now, "maps"));
        return std::nullopt;
    }
    if (cell.part == "maps") return go(layer, {cell.map, now.y, now.x});
    if (cell.part == "cell") return go(layer, {cell.map, cell.y, cell.x});
    if (cell.part == "channel") {
        next["channel"] = inLayer(layer, {cell.map});
        return next;
    }
    // Down to where a number comes from; what a kernel holds comes from nowhere.
    if (cell.part == "kernel" || !m_picture->origin) return std::nullopt;
    const auto term = OriginPanel::termOf(*m_picture->origin, cell);
    if (!term) return std::nullopt;
    const std::size_t read = m_picture->origin->readOf(*term);
    if (read == 0) return std::nullopt; // the image
    const cnn::Term& t = m_picture->origin->terms[*term];
    if (t.srcY < 0) return std::nullopt; // padding
    return go(read - 1, {t.c, t.srcY, t.srcX});
}

std::optional<TypableWeight> MapsView::weightAt(const std::optional<CellRef>& cell, const QJsonObject&) const {
    if (!m_picture || !m_picture->origin || !m_learns || !cell || cell->part != "kernel") return std::nullopt;
    const auto term = OriginPanel::termOf(*m_picture->origin, *cell);
    if (!term) return std::nullopt;
    return typableWeight(*m_picture->network, m_picture->layer, *m_picture->origin, *term, *cell);
}

std::vector<NamedNumbers> MapsView::numbers() const {
    if (!m_picture) return {};
    const QString name = QString::fromStdString(m_picture->network->name(m_picture->layer));
    std::vector<NamedNumbers> all{{name, m_picture->values()}};
    if (!m_picture->origin) return all;
    const cnn::ValueOrigin& o = *m_picture->origin;
    const cnn::Shape window{static_cast<int>(o.channels()), o.rows, o.columns, 1};
    cnn::Tensor inputs(window), weights(window), products(window);
    for (std::size_t i = 0; i < o.terms.size(); ++i) {
        // A dense layer's terms stand by size; in a file they stand as its inputs do.
        const std::size_t at =
            cnn::layerRole(o.layer.kind) == cnn::LayerRole::Dense ? static_cast<std::size_t>(o.terms[i].c) : i;
        inputs.values()[at] = o.terms[i].input;
        weights.values()[at] = o.terms[i].weight;
        products.values()[at] = o.terms[i].input * o.terms[i].weight;
    }
    all.push_back({name + " window", std::move(inputs)});
    if (o.kind != cnn::OriginKind::Sum) return all;
    all.push_back({name + " weights", std::move(weights)});
    all.push_back({name + " products", std::move(products)});
    return all;
}

} // namespace ui
