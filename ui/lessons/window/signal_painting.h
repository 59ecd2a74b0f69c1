// How SignalFigure paints itself.
#pragma once

#include "ui/figure/grid_painter.h"
#include "ui/lessons/window/signal_layout.h"
#include "ui/lessons/window/window_picture.h"

#include <functional>

namespace ui {

// One painting; lives for the length of a paint().
class SignalPainting {
public:
    SignalPainting(QPainter& painter, const Style& style, const WindowPicture& picture, const SignalLayout& layout,
                   std::function<QRectF(int)> kernelCell);
    void all();

private:
    // A curve's values and what its area means.
    struct Curve {
        QRectF area;
        double low = 0, high = 1;
        double y(double value) const { return area.bottom() - (value - low) / (high - low) * area.height(); }
    };
    static Curve curveOf(const QRectF& area, const cnn::Tensor& values);
    void label(const QRectF& area, const QString& name, const QColor& colour, const QString& size);
    void axes(const Curve& curve, bool numbersBelow);
    void line(const Curve& curve, const QColor& colour, int count, const std::function<QPointF(int)>& point);
    void input();
    void cells();
    void beams();
    void output();
    void links();
    double outputX(int index) const;
    QRectF windowBand() const;
    QPointF outputPoint(int index) const;

    QPainter& m_painter;
    const Style& m_style;
    const Palette& m_colors;
    const WindowPicture& m_p;
    const SignalLayout& m_l;
    std::function<QRectF(int)> m_kernelCell;
    GridPainter m_grid;
    double m_unit;
    Curve m_in, m_out;
    cnn::WindowStep m_step;
};

} // namespace ui
