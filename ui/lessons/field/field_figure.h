// The receptive-field picture: every map of a stack, the cone of what one unit sees, the recurrences as a table, and
// the measured field.
#pragma once

#include "ui/lessons/field/field_layout.h"
#include "ui/lessons/field/field_words.h"

namespace ui {

class FieldFigure final : public Figure {
public:
    FieldFigure(FieldPicture picture, QSizeF size, const Style& style)
        : m_picture(std::move(picture)), m_size(size), m_layout(layOut(m_picture, size, style)) {}

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override { return describeField(m_picture); }
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    QRectF rowRect(int level) const;
    FieldPicture m_picture;
    QSizeF m_size;
    FieldLayout m_layout;
};

} // namespace ui
