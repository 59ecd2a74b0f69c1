// The picture of a transposed convolution: an input value, its stamp, and the output where stamps are added.
#pragma once

#include "ui/figure/step_motion.h"
#include "ui/lessons/stamp/stamp_layout.h"

namespace ui {

class StampFigure final : public PictureFigure<StampPicture, StampLayout, SteppingFigure> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    // From one input to the next; then the stamp, or the product that is next, flies to where it is added. Beams
    // point at a weight that was changed.
    std::unique_ptr<Motion> motionFrom(const Figure& before) const override;
    NowParts now() const override;
    void paintAtRest(QPainter& painter, const Style& style, const SteppingFigure& next) const override;
    void paintFlying(QPainter& painter, const Style& style, const QRectF& at) const override;

private:
    void paintHot(QPainter& painter, const Style& style, std::size_t frame, const QRectF& where) const override;
    std::optional<Flight> flightFrom(const StampPicture& before) const;
    std::vector<Beam> beamsAt(const StampPicture& before) const;
};

} // namespace ui
