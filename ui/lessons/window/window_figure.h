// The sliding-window picture: input, kernel and output grids, the window and its beams, and the sum under them.
#pragma once

#include "ui/lessons/window/window_layout.h"

namespace ui {

// The picture in words; SignalFigure says the same.
QString describeWindow(const WindowPicture& picture);

class WindowFigure final : public Figure {
public:
    WindowFigure(WindowPicture picture, QSizeF size, const Style& style);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    const WindowPicture& picture() const { return m_picture; }

private:
    WindowPicture m_picture;
    QSizeF m_size;
    WindowLayout m_layout;
};

} // namespace ui
