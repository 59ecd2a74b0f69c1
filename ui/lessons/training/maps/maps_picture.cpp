#include "ui/lessons/training/maps/maps_picture.h"

#include "core/explain/inside.h"
#include "core/layers/catalog.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

constexpr int curveSteps = 120;

// Around zero, and so far that the value stands well inside.
std::vector<std::pair<float, float>> curveOf(const cnn::Layer& layer, float x) {
    const float reach = std::isfinite(x) ? std::max(2.5F, 1.25F * std::abs(x)) : 2.5F;
    cnn::Tensor in({1, 1, curveSteps + 1, 1}), out;
    for (int i = 0; i <= curveSteps; ++i)
        in.at(0, 0, i) = reach * (2 * static_cast<float>(i) / static_cast<float>(curveSteps) - 1);
    cnn::LayerCache cache;
    layer.forward(in, out, cache);
    std::vector<std::pair<float, float>> curve;
    for (std::size_t i = 0; i < in.size(); ++i) curve.emplace_back(in.values()[i], out.values()[i]);
    return curve;
}

bool inside(const cnn::Shape& s, const cnn::ValuePlace& p) {
    return p.c >= 0 && p.y >= 0 && p.x >= 0 && p.c < s.c && p.y < s.h && p.x < s.w;
}

QString valueName(const MapsPicture& p, std::size_t value) {
    return value == 0 ? tr("image") : QString::fromStdString(p.network->name(value - 1));
}

// Of a join, a norm, a resizing.
QString madeWords(const MapsPicture& p, const QString& products) {
    QStringList names;
    for (const std::size_t read : p.network->reads(p.layer))
        if (const QString name = valueName(p, read); !names.contains(name)) names << name;
    const auto made = cnn::factsOf(p.origin->layer.kind).made;
    if (made == cnn::Made::OfItsMap)
        return tr("Of %1, with mean and deviation of its map: %2.").arg(names[0], products);
    if (made == cnn::Made::Scaled)
        return tr("Of %1, times a number that its neighbours make: %2.").arg(names[0], products);
    return tr("Of %1: %2.").arg(names.join(", "), products);
}

QString rowColumn(int y, int x) {
    return tr("row %1, column %2").arg(y + 1).arg(x + 1);
}

void chooseMaps(MapsPicture& p, const MapsWish& wish) {
    const int count = p.values().shape().c;
    p.byStrength = wish.byStrength;
    std::vector<int> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    if (p.byStrength) order = mapsByStrength(p.values(), p.ramp);
    p.pages = (count + mostMapsAtOnce - 1) / mostMapsAtOnce;
    const auto chosen = std::ranges::find(order, p.chosen.c) - order.begin();
    p.page = std::clamp(wish.page.value_or(static_cast<int>(chosen) / mostMapsAtOnce), 0, p.pages - 1);
    const int first = p.page * mostMapsAtOnce, last = std::min(count, first + mostMapsAtOnce);
    p.shown.assign(order.begin() + first, order.begin() + last);
}

// The largest of all layers, by the ramp of this one.
double endOfNetwork(const MapsPicture& p) {
    double end = 0;
    for (std::size_t i = 1; i < p.trace->values.size(); ++i)
        end = std::max(end, rampEnd(p.trace->values[i].values(), p.ramp));
    return end;
}

void findColours(MapsPicture& p) {
    const auto rampOf = [&](std::size_t value) {
        const Ramp ramp = valueRamp(*p.network, value);
        return ramp == Ramp::Grey ? inputRamp(p.trace->values.front()) : ramp;
    };
    const std::size_t read = p.network->reads(p.layer)[0];
    p.ramp = rampOf(p.layer + 1);
    p.inputRamp = rampOf(read);
    if (p.ramp != Ramp::Grey)
        p.end = p.scale == MapsScale::Network ? endOfNetwork(p) : rampEnd(p.values().values(), p.ramp);
    if (p.inputRamp != Ramp::Grey) p.inputEnd = rampEnd(p.inputs().values(), p.inputRamp);
    const auto parameters = p.network->layer(p.layer).parameters();
    if (!parameters.empty()) p.weightEnd = rampEnd(parameters[0].value.values(), Ramp::Signed);
}

} // namespace

std::vector<int> mapsByStrength(const cnn::Tensor& values, Ramp ramp) {
    std::vector<double> strength;
    std::vector<int> order;
    for (int c = 0; c < values.shape().c; ++c) {
        strength.push_back(rampEnd(mapOf(values, c), ramp));
        order.push_back(c);
    }
    std::ranges::stable_sort(order, [&](int a, int b) {
        return strength[static_cast<std::size_t>(a)] > strength[static_cast<std::size_t>(b)];
    });
    return order;
}

Ramp inputRamp(const cnn::Tensor& image) {
    const auto values = image.values();
    const auto [least, most] = std::ranges::minmax(values);
    if (least >= 0 && most <= 1) return Ramp::Grey;
    return least < 0 ? Ramp::Signed : Ramp::Unsigned;
}

MapsPicture mapsPicture(std::shared_ptr<const cnn::Network> network, std::shared_ptr<const cnn::Trace> trace,
                        const MapsWish& wish) {
    MapsPicture p;
    p.network = std::move(network);
    p.trace = std::move(trace);
    p.layer = std::min(wish.layer, p.network->size() - 1);
    p.scale = wish.scale;
    p.chosen = wish.chosen && inside(p.values().shape(), *wish.chosen) ? *wish.chosen : cnn::strongest(p.values());
    findColours(p);
    chooseMaps(p, wish);
    const cnn::Layer& made = p.network->layer(p.layer);
    if (!cnn::explained(made)) return p;
    p.origin = cnn::originOf(*p.network, *p.trace, p.layer, p.chosen);
    if (p.origin->kind == cnn::OriginKind::Function) p.curve = curveOf(made, p.origin->terms[0].input);
    return p;
}

MapsPicture mapsPicture(std::shared_ptr<const cnn::Network> network, const cnn::Tensor& image, std::size_t layer,
                        std::optional<cnn::ValuePlace> chosen) {
    auto trace = std::make_shared<cnn::Trace>();
    network->forward(image, *trace);
    return mapsPicture(std::move(network), std::move(trace), {.layer = layer, .chosen = chosen});
}

QString layerNotation(const cnn::Network& network, std::size_t layer) {
    const cnn::Shape& s = network.outputShape(layer);
    const QString size = s.h == 1 && s.w == 1 ? QString::number(s.c) : QString::fromStdString(cnn::text(s));
    return QString::fromStdString(network.name(layer)) + ' ' + size;
}

Ramp valueRamp(const cnn::Network& network, std::size_t value) {
    const cnn::Sign sign = cnn::signOf(network, value);
    if (sign == cnn::Sign::Kept) return Ramp::Grey; // as the image
    return sign == cnn::Sign::Any ? Ramp::Signed : Ramp::Unsigned;
}

std::span<const float> mapOf(const cnn::Tensor& values, int map) {
    const cnn::Shape& s = values.shape();
    const auto size = static_cast<std::size_t>(s.h) * static_cast<std::size_t>(s.w);
    return values.values().subspan(static_cast<std::size_t>(map) * size, size);
}

QString placeName(const MapsPicture& p, const cnn::ValuePlace& place) {
    if (!p.isVector()) return tr("Map %1, %2").arg(place.c + 1).arg(rowColumn(place.y, place.x));
    const bool last = p.layer + 1 == p.network->size() && p.classNames.size() == p.values().shape().c;
    const QString name = tr("Value %1").arg(place.c + 1);
    return last ? tr("%1, %2").arg(name, p.classNames[place.c]) : name;
}

QString sourceName(const MapsPicture& p) {
    return valueName(p, p.network->reads(p.layer)[0]);
}

QString sourceName(const MapsPicture& p, std::size_t term) {
    return valueName(p, p.origin->readOf(term));
}

QString termName(const MapsPicture& p, std::size_t term) {
    const cnn::Term& t = p.origin->terms[term];
    const cnn::Shape& s = p.trace->values[p.origin->readOf(term)].shape();
    if (s.h == 1 && s.w == 1) return tr("value %1").arg(t.c + 1);
    const QString place = rowColumn(t.inY, t.inX);
    return s.c == 1 ? place : tr("map %1, %2").arg(t.c + 1).arg(place);
}

QString costWords(const MapsPicture& p) {
    if (!p.origin) return tr("This kind of layer is not taken apart here.");
    const cnn::ValueOrigin& o = *p.origin;
    const auto count = static_cast<qint64>(o.terms.size());
    const QString window = tr("%1 × %2").arg(o.rows).arg(o.columns);
    switch (o.kind) {
    case cnn::OriginKind::Sum: {
        const QString products = counted(count, tr("product"), tr("products")) + (o.hasBias ? tr(" and a bias") : "");
        const cnn::LayerKind& facts = cnn::factsOf(o.layer.kind);
        if (facts.made != cnn::Made::ByRole || facts.pooled == cnn::Pooled::Mean) return madeWords(p, products);
        if (o.perChannel() == 1) return tr("All %1 values of %2: %3.").arg(count).arg(sourceName(p), products);
        const auto windows = static_cast<qint64>(o.channels());
        return tr("%1 of %2 in %3: %4.")
            .arg(counted(windows, tr("window"), tr("windows")), window, sourceName(p), products);
    }
    case cnn::OriginKind::Largest:
        return tr("The largest of %1 values of %2: no weights.").arg(window, sourceName(p));
    case cnn::OriginKind::Mean:
        return tr("The mean of %1 values of %2: no weights.").arg(window, sourceName(p));
    case cnn::OriginKind::Function:
        return tr("A function of the one value at this place in %1.").arg(sourceName(p));
    case cnn::OriginKind::Copy:
        if (o.terms[0].srcY < 0) return tr("Padding: a constant, no value of %1.").arg(sourceName(p));
        return tr("The value of %1, %2, as it is.").arg(sourceName(p, 0), termName(p, 0));
    case cnn::OriginKind::Share:
        return tr("The share of this value in all %1 of %2: e to the value, divided by their sum.")
            .arg(count)
            .arg(sourceName(p));
    }
    return {};
}

QString mapsWords(const MapsPicture& p, std::size_t terms) {
    QStringList said{tr("%1 of %2.").arg(layerNotation(*p.network, p.layer), p.caption)};
    said << placeName(p, p.chosen) + ": " + figures(static_cast<double>(p.chosenValue())) + '.' << costWords(p);
    if (p.origin) said << QString::fromStdString(p.origin->line(terms)) + '.';
    return said.join(' ');
}

} // namespace ui
