// How each cell of a sliding-window picture looks in the current step, and which number stands in it.
#pragma once

#include "ui/figure/grid_painter.h"
#include "ui/lessons/window/window_layout.h"

#include <set>

namespace ui {

// Lives for the length of one painting.
class WindowLooks {
public:
    // resting: nothing is now, and the input is as if no window read it.
    WindowLooks(const Palette& colors, const WindowPicture& picture, const WindowLayout& layout, bool resting = false);

    const cnn::WindowStep& step() const { return m_step; }
    bool partial() const { return m_p.walk && !m_resting && m_p.shown < static_cast<int>(m_step.terms.size()); }
    bool unreached() const { return !m_unreached.empty(); }
    bool inside(int y, int x) const;

    CellLook look(const GridPlace& grid, int y, int x) const;
    // Of a cell that the window, or the frame of the output, passes; what is not done yet stays empty.
    CellLook passed(const GridPlace& grid, int y, int x) const;
    // What a window that stands anywhere writes into its cells.
    CellLook weight(const cnn::Term& term) const;
    float value(const GridPlace& grid, int y, int x) const;
    const ValueRamp& inputRamp() const { return m_input; }
    const ValueRamp& kernelRamp() const { return m_kernel; }
    const ValueRamp& outputRamp() const { return m_output; }

private:
    CellLook input(int y, int x) const;
    CellLook uses(int y, int x) const;
    CellLook kernel(int y, int x) const;
    CellLook output(int y, int x) const;
    int termAt(int y, int x) const;
    bool cornersAreRead() const;
    void colour(CellLook& look, const ValueRamp& ramp, float value) const;
    void findTerms();

    const Palette& m_colors;
    const WindowPicture& m_p;
    const WindowLayout& m_l;
    bool m_resting;
    cnn::WindowStep m_step;
    cnn::Tensor m_uses;       // how many windows read each cell of the padded input
    std::vector<int> m_terms; // which term of the step each cell of the padded input is; -1: none
    std::set<std::pair<int, int>> m_unreached;
    ValueRamp m_input, m_kernel, m_output;
    float m_soFar = 0;   // of the current sum
    bool m_none = false; // a maximum of padding alone: nothing so far
};

} // namespace ui
