// The view "Maps": every map of a layer, one of them large, and what made one of its values.
#pragma once

#include "ui/lessons/training/maps/maps_layout.h"
#include "ui/lessons/training/maps/origin_panel.h"

namespace ui {

class MapsFigure final : public Figure {
public:
    // The parts of a CellRef: "maps" (map: one of the small ones), "cell" (map, y, x: a value of the large one), and
    // those of OriginPanel.
    MapsFigure(QSizeF size, const Style& style, std::shared_ptr<const MapsPicture> picture,
               std::optional<CellRef> hover = std::nullopt, int pinnedChannel = -1);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    double end(int map) const; // of the colours of a map
    QString scope() const;     // what that is the largest of
    QString shownWords() const;
    void paintHeads(const Brush& to) const;
    void paintMaps(const Brush& to) const;
    void paintLarge(const Brush& to) const;
    void paintBeam(const Brush& to) const;

    QSizeF m_size;
    std::shared_ptr<const MapsPicture> m_picture;
    std::optional<CellRef> m_hover;
    MapsLayout m_layout;
    OriginPanel m_panel;
};

} // namespace ui
