// The picture lesson: a picture, its filtered twin, and one pixel's window, kernel, products and sum.
#pragma once

#include "ui/figure/step_motion.h"
#include "ui/lessons/filter/filter_layout.h"

namespace ui {

// Parts: "input" and "output" (pixels), "kernel", "window" and "products" (cells of the card).
class FilterFigure final : public PictureFigure<FilterPicture, FilterLayout, SteppingFigure> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    // The window slides over the picture, and the pixel that it makes over the other.
    std::unique_ptr<Motion> motionFrom(const Figure& before) const override;
    NowParts now() const override;
    void paintAtRest(QPainter& painter, const Style& style, const SteppingFigure& next) const override;
    void paintNow(QPainter& painter, const Style& style, const NowParts& at) const override;

private:
    void paintWith(QPainter& painter, const Style& style, const NowParts& at) const;
};

} // namespace ui
