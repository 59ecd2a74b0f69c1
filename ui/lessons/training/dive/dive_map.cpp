#include "ui/lessons/training/dive/dive_map.h"

#include "ui/figure/value_grid.h"
#include "ui/lessons/training/dive/dive_words.h"
#include "ui/lessons/training/maps/maps_layout.h"
#include "ui/tr.h"

namespace ui {
namespace {

constexpr double largestDiveCell = 84;

} // namespace

DiveMap::DiveMap(const DivePicture& p, const QRectF& area, double font, const std::optional<CellRef>& hover)
    : DiveBody(p, area, font), m_ramp(valueRamp(*p.look->network, p.step().value)), m_hover(hover) {
    if (m_ramp == Ramp::Grey) m_ramp = inputRamp(p.look->trace->values.front());
    m_end = m_ramp == Ramp::Grey ? 1 : rampEnd(p.values().values(), m_ramp);
    const cnn::Shape& s = p.values().shape();
    const QRectF room(area.left(), area.top() + row(), 0.62 * area.width(), area.height() - 2.4 * row());
    m_large = fittingGrid(room, s.h, s.w, largestDiveCell * font);
    const double left = std::max(m_large.right(), area.left() + 160 * font) + 36 * font;
    m_others = QRectF(QPointF(left, room.top()), area.bottomRight());
    const auto squares = mapSquares(m_others.adjusted(0, 0, 0, -static_cast<double>(1 + p.functions.size()) * row()),
                                    static_cast<int>(p.maps->shown.size()), s.w);
    for (std::size_t i = 0; i < squares.size(); ++i)
        m_spots.push_back({{"map", p.maps->shown[i], 0, 0}, squares[i], 1, 1});
    m_spots.push_back({{"cell", p.step().place.c, 0, 0}, m_large, s.h, s.w});
}

std::span<const float> DiveMap::map(int index) const {
    return mapOf(m_picture.values(), index);
}

void DiveMap::paint(const Brush& to) const {
    const cnn::Shape& s = m_picture.values().shape();
    const cnn::ValuePlace& at = m_picture.step().place;
    const QRectF caption(m_large.left(), m_area.top(), m_others.left() - m_large.left() - 8, row());
    to.write(caption, tr("map %1 of %2, %3 × %4").arg(at.c + 1).arg(s.c).arg(s.h).arg(s.w), text(), to.c.output,
             Weight::SemiBold);
    paintValueGrid(to.painter, to.c, m_large, map(at.c), s.h, s.w, m_ramp, m_end);
    if (m_hover && m_hover->part == "cell")
        to.outline(gridCell(m_large, s.h, s.w, m_hover->y, m_hover->x).adjusted(-1, -1, 1, 1), to.c.text, 2);
    paintNowFrame(to.painter, to.c, gridCell(m_large, s.h, s.w, at.y, at.x), 3.5);
    const QRectF foot(m_area.left(), m_area.bottom() - row(), m_others.left() - m_area.left() - 12, row());
    paintScale(to.painter, to.c, foot, m_ramp, m_end, {}, m_ramp == Ramp::Grey ? QString() : tr("largest in the layer"),
               text());
    paintOthers(to);
}

void DiveMap::paintOthers(const Brush& to) const {
    const cnn::Shape& s = m_picture.values().shape();
    const auto shown = static_cast<int>(m_picture.maps->shown.size());
    to.write({m_others.left(), m_area.top(), m_others.width(), row()},
             shown == s.c ? tr("all maps of the layer") : tr("%1 of its %2 maps").arg(shown).arg(s.c), text(),
             to.c.dim);
    double bottom = m_others.top();
    for (const Spot& spot : m_spots) {
        if (spot.first.part != "map") continue;
        paintMap(to.painter, spot.where, mapImage(map(spot.first.map), s.h, s.w, m_ramp, m_end));
        to.outline(spot.where.adjusted(-0.5, -0.5, 0.5, 0.5), to.c.line, 1);
        if (spot.first.map == m_picture.step().place.c) paintNowFrame(to.painter, to.c, spot.where, 3);
        if (m_hover == spot.first) to.outline(spot.where, to.c.text, 2);
        bottom = std::max(bottom, spot.where.bottom());
    }
    if (!m_picture.made()) return;
    paintAfterwards(to, {m_others.left(), bottom + 8, m_others.width(), row()});
}

} // namespace ui
