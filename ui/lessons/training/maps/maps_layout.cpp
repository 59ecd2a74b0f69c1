#include "ui/lessons/training/maps/maps_layout.h"

#include "core/layers/catalog.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double gap = 6, largestNeuron = 44;

// A flattened picture keeps its rows, flattened maps stand a map a row.
int blockColumns(const MapsPicture& p, const QRectF& room) {
    const int count = p.values().shape().c;
    const cnn::Shape& in = p.inputs().shape();
    if (p.origin && cnn::factsOf(p.origin->layer.kind).onlyShape) return in.c == 1 ? in.w : in.h * in.w;
    if (count <= 12) return std::min(count, 5);
    const double wish = std::sqrt(count * room.width() / room.height());
    return std::clamp(static_cast<int>(std::ceil(wish)), 1, count);
}

} // namespace

std::vector<QRectF> mapSquares(const QRectF& room, int count, int cellsAcross) {
    double best = 0;
    int columns = 1;
    for (int tried = 1; tried <= count; ++tried) {
        const int rows = (count + tried - 1) / tried;
        const double side =
            std::min((room.width() - gap * (tried - 1)) / tried, (room.height() - gap * (rows - 1)) / rows);
        if (side > best) {
            best = side;
            columns = tried;
        }
    }
    const double whole = std::floor(best / cellsAcross) * cellsAcross;
    const double side = std::min(whole >= cellsAcross && whole > 0.75 * best ? whole : std::floor(best), 168.0);
    std::vector<QRectF> all;
    for (int i = 0; i < count; ++i)
        all.emplace_back(room.left() + (i % columns) * (side + gap), room.top() + (i / columns) * (side + gap), side,
                         side);
    return all;
}

QRectF fittingGrid(const QRectF& room, int rows, int columns, double largestCell) {
    double cell = std::min({room.width() / columns, room.height() / rows, largestCell});
    if (cell >= 1) cell = std::floor(cell);
    return {room.left(), room.top(), std::max(cell, 0.5) * columns, std::max(cell, 0.5) * rows};
}

MapsLayout MapsLayout::fit(QSizeF size, double scale, const MapsPicture& picture) {
    MapsLayout l;
    const bool roomy = size.height() >= 420;
    l.font = std::min(scale, std::max(1.0, size.width() / 800)) * (roomy ? 1.05 : 0.95);
    l.padding = roomy ? 18 : 10;
    const double line = mapsText * 1.5 * l.font, apart = roomy ? 36 : 24;
    const QRectF all(l.padding, l.padding, size.width() - 2 * l.padding, size.height() - 2 * l.padding);
    l.foot = {all.left(), all.bottom() - line, all.width(), line};
    const double top = all.top() + 2 * line + (roomy ? 6 : 2), tall = l.foot.top() - (roomy ? 14 : 8) - top;
    const auto& values = picture.values().shape();
    const double small = std::round(0.2 * all.width()), large = std::round((roomy ? 0.31 : 0.27) * all.width());
    QRectF room(all.left(), top, picture.isVector() ? small + large : large, tall);
    if (!picture.isVector()) {
        l.maps = mapSquares({all.left(), top, small, tall}, static_cast<int>(picture.shown.size()), values.w);
        double right = all.left();
        for (const QRectF& map : l.maps) right = std::max(right, map.right());
        room.moveLeft(right + apart);
    }
    l.columns = picture.isVector() ? blockColumns(picture, room) : values.w;
    l.rows = picture.isVector() ? (values.c + l.columns - 1) / l.columns : values.h;
    l.large = fittingGrid(room, l.rows, l.columns, picture.isVector() ? largestNeuron * l.font : 1e9);
    l.smallHead = {all.left(), all.top(), l.large.left() - all.left() - 8, 2 * line};
    l.largeHead = {l.large.left(), all.top(), std::max(l.large.width(), 150 * l.font), 2 * line};
    const double left = std::max(l.large.right(), l.large.left() + 0.6 * large) + apart;
    l.panel = {left, all.top(), all.right() - left, l.foot.top() - (roomy ? 14 : 8) - all.top()};
    return l;
}

QRectF MapsLayout::cell(const MapsPicture& picture, const cnn::ValuePlace& place) const {
    const int x = picture.isVector() ? place.c % columns : place.x,
              y = picture.isVector() ? place.c / columns : place.y;
    const double side = large.width() / columns;
    return {large.left() + x * side, large.top() + y * side, side, side};
}

std::optional<cnn::ValuePlace> MapsLayout::cellAt(const MapsPicture& picture, QPointF point) const {
    if (!large.contains(point)) return std::nullopt;
    const double side = large.width() / columns;
    const int x = std::min(columns - 1, static_cast<int>((point.x() - large.left()) / side));
    const int y = std::min(rows - 1, static_cast<int>((point.y() - large.top()) / side));
    if (!picture.isVector()) return cnn::ValuePlace{picture.chosen.c, y, x};
    const int index = y * columns + x;
    if (index >= picture.values().shape().c) return std::nullopt;
    return cnn::ValuePlace{index, 0, 0};
}

} // namespace ui
