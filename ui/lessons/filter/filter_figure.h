// The picture lesson: a picture, its filtered twin, and one pixel's window, kernel, products and sum.
#pragma once

#include "ui/lessons/filter/filter_layout.h"

namespace ui {

// Parts: "input" and "output" (pixels), "kernel", "window" and "products" (cells of the card).
class FilterFigure final : public PictureFigure<FilterPicture, FilterLayout> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
};

} // namespace ui
