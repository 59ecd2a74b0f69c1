// The sliding-window picture: input, kernel and output grids, the window and its beams, and the sum under them.
#pragma once

#include "ui/lessons/window/window_layout.h"

namespace ui {

// The picture in words; SignalFigure says the same.
// `sums`: what a list of all sums says, where the figure shows one.
QString describeWindow(const WindowPicture& picture, const QString& sums = {});

class WindowFigure final : public PictureFigure<WindowPicture, WindowLayout> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
};

} // namespace ui
