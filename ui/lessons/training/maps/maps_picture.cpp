#include "ui/lessons/training/maps/maps_picture.h"

#include "core/explain/inside.h"
#include "core/layers/catalog.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

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

QString rowColumn(int y, int x) {
    return tr("row %1, column %2").arg(y + 1).arg(x + 1);
}

} // namespace

MapsPicture mapsPicture(std::shared_ptr<const cnn::Network> network, const cnn::Tensor& image, std::size_t layer,
                        std::optional<cnn::ValuePlace> chosen) {
    MapsPicture p;
    p.network = std::move(network);
    p.network->forward(image, p.trace);
    p.layer = std::min(layer, p.network->size() - 1);
    p.chosen = chosen && inside(p.values().shape(), *chosen) ? *chosen : cnn::strongest(p.values());
    const cnn::Layer& made = p.network->layer(p.layer);
    if (!cnn::explained(made)) return p;
    p.origin = cnn::originOf(*p.network, p.trace, p.layer, p.chosen);
    if (p.origin->kind == cnn::OriginKind::Function) p.curve = curveOf(made, p.origin->terms[0].input);
    return p;
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
    const std::size_t read = p.network->reads(p.layer)[0];
    return read == 0 ? tr("image") : QString::fromStdString(p.network->name(read - 1));
}

QString termName(const MapsPicture& p, const cnn::Term& t) {
    const cnn::Shape& s = p.inputs().shape();
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
        return tr("The value of %1, %2, as it is.").arg(sourceName(p), termName(p, o.terms[0]));
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
