// How SignalFigure paints itself.
#pragma once

#include "ui/figure/grid_painter.h"
#include "ui/figure/now_parts.h"
#include "ui/lessons/window/signal_layout.h"
#include "ui/lessons/window/window_picture.h"

#include <functional>

namespace ui {

// A curve's values and what its area means; zero always belongs to it, so that signs can be seen.
struct SignalCurve {
    QRectF area;
    double low = 0, high = 1;
    static SignalCurve of(const QRectF& area, const cnn::Tensor& values);
    double y(double value) const { return area.bottom() - (value - low) / (high - low) * area.height(); }
};

// One painting; lives for the length of a paint().
class SignalPainting {
public:
    SignalPainting(QPainter& painter, const Style& style, const WindowPicture& picture, const SignalLayout& layout,
                   std::function<QRectF(int)> kernelCell);
    void all();
    void atRest(); // without the window and what belongs to it
    void moving(const NowParts& at);

private:
    void label(const QRectF& area, const QString& name, const QColor& colour, const QString& size);
    void axes(const SignalCurve& curve, bool numbersBelow);
    void line(const SignalCurve& curve, const QColor& colour, int count, const std::function<QPointF(int)>& point);
    void headings();
    void input();
    void inputLabel();
    void inputLine();
    void band(const NowFrame& frame);
    void cells(const GridPlace& row, double window);
    void kernel();
    void beams(const std::vector<Beam>& beams);
    void output();
    void outputLine(int count);
    void sum();
    void links();
    QPointF outputPoint(int index) const;

    QPainter& m_painter;
    const Style& m_style;
    const Palette& m_colors;
    const WindowPicture& m_p;
    const SignalLayout& m_l;
    std::function<QRectF(int)> m_kernelCell;
    GridPainter m_grid;
    double m_unit;
    SignalCurve m_in, m_out;
    cnn::WindowStep m_step;
    NowParts m_now;
};

// The window on the curve and on the samples, with its two beams; nothing where no window fits.
NowParts signalNow(const WindowPicture& picture, const SignalLayout& layout);

} // namespace ui
