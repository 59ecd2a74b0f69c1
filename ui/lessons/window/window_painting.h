// Paints a sliding-window picture: grids, the window and its beams, what is pointed at.
#pragma once

#include "ui/lessons/window/window_looks.h"

namespace ui {

// Lives for the length of one paint() only.
class WindowPainting {
public:
    WindowPainting(QPainter& painter, const Style& style, const WindowPicture& picture, const WindowLayout& layout);
    void all(QSizeF size);

private:
    const cnn::Window& window() const { return m_p.task.window; }
    QRectF windowRect(int outY, int outX) const;
    double frameWidth() const { return m_l.input.side < 26 ? 2.5 : 4; }
    const GridPlace& gridOf(const QString& part) const;

    void grounds(const GridPlace& grid);
    void digits(const GridPlace& grid);
    void input();
    void overInput();
    void earlierWindows();
    void beams();
    void beam(QPointF top, QPointF bottom, QPointF toTop, QPointF toBottom, double edgesFrom, double edgesTo);
    void pill();
    void kernel();
    void output();
    void breakpoints();
    void sign(const QString& text, double from, double to);
    void signs();
    void links();

    QPainter& m_painter;
    const Style& m_style;
    const Palette& m_colors;
    const WindowPicture& m_p;
    const WindowLayout& m_l;
    WindowLooks m_looks;
    GridPainter m_grid;
    double m_unit;
};

} // namespace ui
