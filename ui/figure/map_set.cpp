#include "ui/figure/map_set.h"

#include "ui/figure/number_text.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int wishedSide = 224, wishedWidth = 2400; // pixels: of a map, of all maps in a row

Ramp rampOf(const MapSet& maps, MapLook::Colours colours) {
    switch (colours) {
    case MapLook::Signed:
        return Ramp::Signed;
    case MapLook::Viridis:
        return Ramp::Unsigned;
    case MapLook::Grey:
        return Ramp::Grey;
    case MapLook::Automatic:
        break;
    }
    if (maps.values.array().minCoeff() < 0) return Ramp::Signed;
    return maps.picture ? Ramp::Grey : Ramp::Unsigned;
}

} // namespace

std::span<const float> MapSet::map(int index) const {
    const auto size = static_cast<std::size_t>(values.shape().h) * static_cast<std::size_t>(values.shape().w);
    return values.values().subspan(static_cast<std::size_t>(index) * size, size);
}

QString MapColours::range() const {
    const QString top = figures(largest);
    return (ramp == Ramp::Signed && largest > 0 ? QChar(0x2212) + top : QString("0")) + " to " + top;
}

std::vector<MapColours> mapColours(const MapSet& maps, const MapLook& look) {
    const Ramp ramp = rampOf(maps, look.colours);
    const auto count = static_cast<std::size_t>(maps.count());
    if (look.scale == MapLook::Layer) return std::vector(count, MapColours{ramp, rampEnd(maps.values.values(), ramp)});
    std::vector<MapColours> each;
    for (int i = 0; i < maps.count(); ++i) each.push_back({ramp, rampEnd(maps.map(i), ramp)});
    return each;
}

int mapColumns(const MapSet& maps) {
    return maps.columns > 0 ? maps.columns : static_cast<int>(std::ceil(std::sqrt(maps.count())));
}

int fittingCell(const cnn::Shape& map) {
    return std::clamp(wishedSide / std::max(map.h, map.w), 1, largestMapCell);
}

int mapCell(const MapSet& maps, const MapLook& look) {
    if (look.cell > 0) return look.cell;
    const cnn::Shape& s = maps.values.shape();
    return std::clamp(wishedWidth / mapColumns(maps) / s.w, 1, fittingCell(s));
}

QImage mapPicture(const MapSet& maps, int map, const MapColours& colours, int cell) {
    const cnn::Shape& s = maps.values.shape();
    const QImage cells = mapImage(maps.map(map), s.h, s.w, colours.ramp, colours.largest);
    return cells.scaled(cells.size() * cell, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

} // namespace ui
