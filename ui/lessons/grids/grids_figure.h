// The same picture as image, as numbers and as a strip, one pixel marked in all of them; or both orders of it beside
// the curves of four runs.
#pragma once

#include "ui/lessons/grids/grids_layout.h"

namespace ui {

// Cells: "picture" (as it is), "shuffled", "numbers" (map: channel; rows and columns of the picture they are of),
// "strip" (column: number in order), "section" (of the strip, likewise), "shuffledStrip".
class GridsFigure final : public PictureFigure<GridsPicture, GridsLayout> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    // The place, in the picture in order, of the pixel that a cell shows.
    int placeOf(const CellRef& cell) const;
};

} // namespace ui
