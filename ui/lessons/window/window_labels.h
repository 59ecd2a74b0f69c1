// What is written around the grids of a sliding-window picture: headings, labels, measures, legend, scales.
#pragma once

#include "ui/figure/text_runs.h"
#include "ui/lessons/window/window_looks.h"

namespace ui {

// Lives for the length of one painting.
class WindowLabels {
public:
    WindowLabels(QPainter& painter, const Style& style, const WindowPicture& picture, const WindowLayout& layout,
                 const WindowLooks& looks);
    void headings(); // title, the line under it, the grids' names and sizes
    void measures(); // "2 across" and "3 down", drawn like dimension lines
    void legend();   // what hatch, strike and dots mean; only those that occur, and only where there is room
    void misfit();   // where the output would be
    void scales();   // the colour scale under each coloured grid

private:
    const cnn::Window& window() const { return m_p.task.window; }
    bool strided() const { return m_p.walk && (window().y.stride > 1 || window().x.stride > 1); }
    void label(const GridPlace& grid, const QString& name, const QColor& colour, const QString& size, double lift = 0);
    void labels();
    TextLine outputLabel() const;
    void work(double size, double legend);
    double entryWidth(const QString& text, double size) const;
    void entry(const QString& text, const CellLook& look, QPointF at, double size);
    void arrow(QPointF a, QPointF b, QPointF tick);

    QPainter& m_painter;
    const Style& m_style;
    const Palette& m_colors;
    const WindowPicture& m_p;
    const WindowLayout& m_l;
    GridPainter m_grid;
    double m_unit;
    const WindowLooks& m_looks;
};

} // namespace ui
