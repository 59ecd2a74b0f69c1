// The picture of a learning kernel: input, prediction, target and error; the kernel beside the true one; the loss, the
// path of the weights, and the update with its numbers.
#pragma once

#include "ui/lessons/fit/fit_layout.h"

namespace ui {

class FitFigure final : public PictureFigure<FitPicture, FitLayout> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // Parts: "input", "prediction", "target", "error", "kernel", "truth"; "plot": a place over the contours, counted
    // from the lower left in hundredths of its width and height.
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    // The two weights at such a place.
    std::vector<double> weightsAt(const CellRef& plot) const;

private:
    QString describeUpdates() const;
};

} // namespace ui
