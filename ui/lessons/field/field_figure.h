// The receptive-field picture: every map of a stack, the cone of what one unit sees, the recurrences as a table, and
// the measured field.
#pragma once

#include "ui/lessons/field/field_layout.h"
#include "ui/lessons/field/field_words.h"

namespace ui {

class FieldFigure final : public PictureFigure<FieldPicture, FieldLayout> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override { return describeField(m_picture); }
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    QRectF rowRect(int level) const;
};

} // namespace ui
