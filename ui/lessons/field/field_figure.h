// The receptive-field picture: every map of a stack, the cone of what one unit sees, the recurrences as a table, and
// the measured field.
#pragma once

#include "ui/figure/step_motion.h"
#include "ui/lessons/field/field_layout.h"
#include "ui/lessons/field/field_words.h"

namespace ui {

class FieldFigure final : public PictureFigure<FieldPicture, FieldLayout, SteppingFigure> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override { return describeField(m_picture); }
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    // The unit goes to another of its map, and its cone follows.
    std::unique_ptr<Motion> motionFrom(const Figure& before) const override;
    NowParts now() const override; // a block a map, of the second stack too
    void paintAtRest(QPainter& painter, const Style& style, const SteppingFigure& next) const override;
    void paintNow(QPainter& painter, const Style& style, const NowParts& at) const override;

private:
    void paintAll(QPainter& painter, const Style& style, bool resting) const;
    QRectF rowRect(int level) const;
};

} // namespace ui
