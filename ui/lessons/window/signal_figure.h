// A sliding window on a signal: the input as a curve with the window on it, the samples under the window as number
// cells with the kernel below them, the output as a curve on the same time axis, and the sum.
#pragma once

#include "ui/figure/step_motion.h"
#include "ui/lessons/window/signal_layout.h"
#include "ui/lessons/window/window_picture.h"

namespace ui {

class SignalFigure final : public SteppingFigure {
public:
    // The picture's input and kernel have one row.
    SignalFigure(WindowPicture picture, QSizeF size, const Style& style);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // A cell; in the curves the sample nearest to the point's x.
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    // The window slides along the curve, and the samples under it pass by.
    std::unique_ptr<Motion> motionFrom(const Figure& before) const override;
    NowParts now() const override;
    void paintAtRest(QPainter& painter, const Style& style, const SteppingFigure& next) const override;
    void paintNow(QPainter& painter, const Style& style, const NowParts& at) const override;

private:
    QRectF kernelCell(int kx) const;
    WindowPicture m_picture;
    QSizeF m_size;
    SignalLayout m_layout;
};

} // namespace ui
