#include "ui/lessons/training/maps/maps_figure.h"

#include "ui/figure/number_text.h"
#include "ui/figure/value_grid.h"
#include "ui/figure/ways.h"
#include "ui/figure/yielding.h"
#include "ui/tr.h"

#include <QPainterPath>
#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t spokenTerms = 25;

// Larger words leave the numbers of the window and the kernel their room.
MapsLayout layOut(QSizeF size, const Style& style, const MapsPicture& picture) {
    constexpr double readable = 26, readWell = 30; // pixels: from the one on a cell has two places behind its point
    const auto numbered = [&](const MapsLayout& l) {
        const double side = OriginLayout(l.panel, l.font, picture, {}, -1).windowCell();
        return side < readable ? 0 : std::min(side, readWell);
    };
    return yieldingTo(numbered, style, [&](const Style& s) { return MapsLayout::fit(size, s.scale, picture); });
}

} // namespace

MapsFigure::MapsFigure(QSizeF size, const Style& style, std::shared_ptr<const MapsPicture> picture,
                       std::optional<CellRef> hover, int pinnedChannel)
    : m_size(size), m_picture(std::move(picture)), m_hover(std::move(hover)), m_layout(layOut(size, style, *m_picture)),
      m_panel(m_layout.panel, m_layout.font, *m_picture, m_hover, pinnedChannel) {}

double MapsFigure::end(int map) const {
    if (m_picture->ramp == Ramp::Grey) return 1;
    const bool each = m_picture->scale == MapsScale::EachMap && !m_picture->isVector();
    return each ? rampEnd(mapOf(m_picture->values(), map), m_picture->ramp) : m_picture->end;
}

QString MapsFigure::scope() const {
    if (m_picture->ramp == Ramp::Grey) return {};
    if (m_picture->scale == MapsScale::Network) return tr("largest in the network");
    if (m_picture->scale == MapsScale::Layer || m_picture->isVector()) return tr("largest in the layer");
    return tr("largest in map %1").arg(m_picture->chosen.c + 1);
}

void MapsFigure::paint(QPainter& painter, const Style& style) const {
    const Brush to{painter, style.colors()};
    painter.fillRect(QRectF(QPointF(0, 0), m_size), to.c.surface);
    paintHeads(to);
    paintMaps(to);
    paintLarge(to);
    if (m_picture->origin) paintBeam(to);
    m_panel.paint(to);
    const QString name = QString::fromStdString(m_picture->network->name(m_picture->layer));
    paintScale(painter, to.c, m_layout.foot, m_picture->ramp, end(m_picture->chosen.c), name, scope(),
               mapsText * m_layout.font);
}

// "all maps", "maps 65 to 128", "the 64 strongest".
QString MapsFigure::shownWords() const {
    const int shown = static_cast<int>(m_picture->shown.size()), first = m_picture->page * mostMapsAtOnce;
    if (m_picture->pages == 1) return m_picture->byStrength ? tr("all maps, strongest first") : tr("all maps");
    if (!m_picture->byStrength) return tr("maps %1 to %2").arg(first + 1).arg(first + shown);
    return first == 0 ? tr("the %1 strongest").arg(shown) : tr("strongest %1 to %2").arg(first + 1).arg(first + shown);
}

void MapsFigure::paintHeads(const Brush& to) const {
    const double head = mapsHead * m_layout.font, line = m_layout.smallHead.height() / 2;
    const cnn::Shape& s = m_picture->values().shape();
    const auto write = [&](const QRectF& where, const QString& first, const QString& second) {
        to.write({where.left(), where.top(), where.width(), line}, first, head, to.c.output, Weight::Bold);
        const double pixels = mapsText * m_layout.font;
        to.write({where.left(), where.top() + line, where.width(), line},
                 firstFitting({second, second.section(": ", 1)}, where.width(), pixels), pixels, to.c.dim);
    };
    if (m_picture->isVector()) {
        QRectF wide = m_layout.largeHead;
        wide.setRight(m_layout.panel.left() - 8);
        write(wide, layerNotation(*m_picture->network, m_picture->layer), m_picture->caption);
        return;
    }
    write(m_layout.smallHead, layerNotation(*m_picture->network, m_picture->layer), shownWords());
    write(m_layout.largeHead, tr("Map %1 of %2").arg(m_picture->chosen.c + 1).arg(s.c), m_picture->caption);
}

void MapsFigure::paintMaps(const Brush& to) const {
    const cnn::Shape& s = m_picture->values().shape();
    for (std::size_t i = 0; i < m_layout.maps.size(); ++i) {
        const int map = m_picture->shown[i];
        const QRectF& where = m_layout.maps[i];
        paintMap(to.painter, where, mapImage(mapOf(m_picture->values(), map), s.h, s.w, m_picture->ramp, end(map)));
        to.outline(where.adjusted(-0.5, -0.5, 0.5, 0.5), to.c.line, 1);
        if (map == m_picture->chosen.c) paintNowFrame(to.painter, to.c, where, 3);
        if (m_hover && m_hover->part == "maps" && m_hover->map == map) to.outline(where, to.c.text, 2);
    }
}

void MapsFigure::paintLarge(const Brush& to) const {
    const auto values =
        m_picture->isVector() ? m_picture->values().values() : mapOf(m_picture->values(), m_picture->chosen.c);
    paintValueGrid(to.painter, to.c, m_layout.large, values, m_layout.rows, m_layout.columns, m_picture->ramp,
                   end(m_picture->chosen.c));
    if (m_hover && m_hover->part == "cell") {
        to.outline(cellRect(*m_hover).adjusted(-1, -1, 1, 1), to.c.surface, 4);
        to.outline(cellRect(*m_hover).adjusted(-1, -1, 1, 1), to.c.text, 2);
    }
    paintNowFrame(to.painter, to.c, m_layout.cell(*m_picture, m_picture->chosen), 3.5);
}

// From the chosen value to what made it, outside of the map.
void MapsFigure::paintBeam(const Brush& to) const {
    const QRectF cell = m_layout.cell(*m_picture, m_picture->chosen).adjusted(-2, -2, 2, 2);
    const double left = m_layout.panel.left() - 10;
    const QPolygonF beam{{{cell.right(), cell.top()},
                          {left, m_layout.panel.top() + 4},
                          {left, m_layout.panel.bottom() - 4},
                          {cell.right(), cell.bottom()}}};
    QPainterPath outside;
    outside.addRect({m_layout.large.right() + 1, 0, m_size.width(), m_size.height()});
    to.painter.save();
    to.painter.setClipPath(outside);
    QColor light = to.c.now;
    light.setAlphaF(0.07F);
    to.painter.setPen(Qt::NoPen);
    to.painter.setBrush(light);
    to.painter.drawPolygon(beam);
    light.setAlphaF(0.6F);
    to.painter.setPen(QPen(light, 1.5));
    to.painter.drawLine(beam[0], beam[1]);
    to.painter.drawLine(beam[3], beam[2]);
    to.painter.restore();
}

QString MapsFigure::describe() const {
    QString said = mapsWords(*m_picture, spokenTerms);
    if (!m_hover) return said;
    if (m_hover->part == "cell" || m_hover->part == "maps") {
        cnn::ValuePlace place{m_hover->map, m_hover->y, m_hover->x};
        if (m_hover->part == "maps") place = {m_hover->map, m_picture->chosen.y, m_picture->chosen.x};
        if (place.c >= m_picture->values().shape().c) return said;
        said += ' ' + tr("Pointed at: %1, %2.")
                          .arg(placeName(*m_picture, place),
                               figures(static_cast<double>(m_picture->values().at(place.c, place.y, place.x))));
    } else if (const auto term = m_picture->origin ? OriginPanel::termOf(*m_picture->origin, *m_hover) : std::nullopt) {
        const cnn::Term& t = m_picture->origin->terms[*term];
        said += ' ' + tr("Pointed at: %1 of %2, %3.")
                          .arg(termName(*m_picture, *term), sourceName(*m_picture, *term),
                               figures(static_cast<double>(t.input)));
    }
    return said;
}

std::optional<CellRef> MapsFigure::cellAt(QPointF point) const {
    for (std::size_t i = 0; i < m_layout.maps.size(); ++i)
        if (m_layout.maps[i].contains(point)) return CellRef{"maps", m_picture->shown[i], 0, 0};
    if (const auto place = m_layout.cellAt(*m_picture, point)) return CellRef{"cell", place->c, place->y, place->x};
    return ui::cellAt(m_panel.spots(), point);
}

QRectF MapsFigure::cellRect(const CellRef& cell) const {
    if (cell.part == "maps") {
        const auto at = std::ranges::find(m_picture->shown, cell.map) - m_picture->shown.begin();
        return at < std::ssize(m_layout.maps) ? m_layout.maps[static_cast<std::size_t>(at)] : QRectF();
    }
    if (cell.part == "cell") return m_layout.cell(*m_picture, {cell.map, cell.y, cell.x});
    return ui::cellRect(m_panel.spots(), cell);
}

} // namespace ui
