// The picture of a transposed convolution: an input value, its stamp, and the output where stamps are added.
#pragma once

#include "ui/lessons/stamp/stamp_layout.h"

namespace ui {

class StampFigure final : public PictureFigure<StampPicture, StampLayout> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
};

} // namespace ui
