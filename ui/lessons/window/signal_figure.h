// A sliding window on a signal: the input as a curve with the window on it, the samples under the window as number
// cells with the kernel below them, the output as a curve on the same time axis, and the sum.
#pragma once

#include "ui/lessons/window/window_picture.h"

namespace ui {

// Where things stand. Every x belongs to a sample: the same in both curves.
struct SignalLayout {
    StageFrame frame;
    QRectF input, output; // the curves' areas
    QRectF card;
    GridPlace cells; // part "input": the samples around the window; the kernel's cells lie one row below
    double kernelTop = 0;
    double first = 0, pitch = 1; // x of sample 0, and from one sample to the next
    double sampleX(double sample) const { return first + sample * pitch; }
};

class SignalFigure final : public Figure {
public:
    // The picture's input and kernel have one row.
    SignalFigure(WindowPicture picture, QSizeF size, const Style& style);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // A cell; in the curves the sample nearest to the point's x.
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    QRectF kernelCell(int kx) const;
    WindowPicture m_picture;
    QSizeF m_size;
    SignalLayout m_layout;
};

} // namespace ui
