// Paints a sliding-window picture: grids, the window and its beams, what is pointed at.
#pragma once

#include "ui/figure/now_parts.h"
#include "ui/lessons/window/window_looks.h"

namespace ui {

// Lives for the length of one paint() only.
class WindowPainting {
public:
    // resting: nothing is now; what the window has left behind it are the cells before this one.
    WindowPainting(QPainter& painter, const Style& style, const WindowPicture& picture, const WindowLayout& layout,
                   std::optional<int> resting = {});
    void all(QSizeF size);
    // While the window moves: over the still picture.
    void beams(const std::vector<Beam>& beams);
    void passed(const GridPlace& grid, const QRectF& where);
    void weights(const NowFrame& window);

private:
    const cnn::Window& window() const { return m_p.task.window; }
    const GridPlace& gridOf(const QString& part) const;

    void grounds(const GridPlace& grid);
    void digits(const GridPlace& grid);
    void input();
    void overInput();
    void earlierWindows(int cell);
    void frame(const NowFrame& frame);
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
    std::optional<int> m_resting;
    WindowLooks m_looks;
    NowParts m_now; // the window, the output's cell, and the beams between
    GridPainter m_grid;
    double m_unit;
};

// The window, then the cell of the output, and the beams through the kernel; nothing where no window fits.
NowParts windowNow(const WindowPicture& picture, const WindowLayout& layout);

} // namespace ui
