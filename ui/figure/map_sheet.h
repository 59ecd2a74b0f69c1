// A sheet of maps to hand in: every map, what it is of, and the scale of its colours.
#pragma once

#include "ui/figure/figure.h"
#include "ui/figure/map_set.h"

#include <QStringList>

namespace ui {

// A cell of a map is a square of mapCell() units, so a PNG at one pixel a unit is exact. CellRef::part is "maps".
class MapSheet final : public Figure {
public:
    // caption: below the title, a line each: the network, the image.
    MapSheet(MapSet maps, const MapLook& look, QStringList caption);
    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF at) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    bool isTable() const { return m_maps.columns > 0; }
    const MapColours& coloursOf(int map) const { return m_colours[static_cast<std::size_t>(map)]; }
    QString under(int map) const; // the words below it; empty: none
    QRectF place(int map) const;
    void paintHead(QPainter& painter, const Palette& colors) const;
    void paintScale(QPainter& painter, const Palette& colors, double y) const;
    void paintTableHeads(QPainter& painter, const Palette& colors) const;

    MapSet m_maps;
    MapLook m_look;
    QStringList m_caption;
    std::vector<MapColours> m_colours; // one a map
    int m_columns, m_rows, m_cell;
    QPointF m_origin;     // of the first map
    QSizeF m_map, m_step; // a map's size; from one to the next
    QSizeF m_size;
};

} // namespace ui
