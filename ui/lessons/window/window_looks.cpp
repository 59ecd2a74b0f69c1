#include "ui/lessons/window/window_looks.h"

#include "core/walk/window_facts.h"
#include "ui/figure/yielding.h"

namespace ui {

WindowLooks::WindowLooks(const Palette& colors, const WindowPicture& picture, const WindowLayout& layout, bool resting)
    : m_colors(colors), m_p(picture), m_l(layout), m_resting(resting),
      m_input(ValueRamp::of(picture.task.input, true)) {
    m_uses = cnn::windowUses(m_p.task.window, m_p.task.input.shape());
    if (m_p.isConvolution()) m_kernel = ValueRamp::of(m_p.task.kernel);
    if (m_p.uses) m_input = {static_cast<double>(m_uses.array().maxCoeff()), unsignedRamp};
    if (!m_p.walk) return;
    m_step = m_p.step();
    m_output = ValueRamp::of(m_p.walk->output());
    // Nothing but zeros has no scale of its own: signed weights answer with signed values, and zero stays white.
    if (m_output.largest == 0 && m_p.isConvolution() && m_kernel.isSigned()) m_output = m_kernel;
    if (m_p.relu && m_output.isSigned())
        m_output = {static_cast<double>(std::max(0.0F, m_p.walk->output().array().maxCoeff())), unsignedRamp};
    if (partial()) {
        const cnn::WrittenSum sum = cnn::writeSum(m_p.task, m_step, m_p.shown);
        m_soFar = static_cast<float>(sum.result.value());
        m_none = sum.none;
    }
    if (!m_resting) findTerms();
    for (int y = 0; y < m_l.input.rows; ++y)
        for (int x = 0; x < m_l.input.columns; ++x)
            if (m_uses.at(0, y, x) == 0) m_unreached.insert({y + m_l.input.firstRow, x + m_l.input.firstColumn});
}

void WindowLooks::findTerms() {
    m_terms.assign(static_cast<std::size_t>(m_l.input.rows) * static_cast<std::size_t>(m_l.input.columns), -1);
    for (std::size_t i = m_step.terms.size(); i-- > 0;) {
        const int y = m_step.terms[i].inY - m_l.input.firstRow, x = m_step.terms[i].inX - m_l.input.firstColumn;
        m_terms[static_cast<std::size_t>(y * m_l.input.columns + x)] = static_cast<int>(i);
    }
}

bool WindowLooks::inside(int y, int x) const {
    const cnn::Shape& in = m_p.task.input.shape();
    return y >= 0 && x >= 0 && y < in.h && x < in.w;
}

// Small print is left away while presenting.
bool WindowLooks::cornersAreRead() const {
    return !m_l.frame.presenting || 0.19 * m_l.input.side >= 14 * m_l.frame.unit;
}

int WindowLooks::termAt(int y, int x) const {
    if (m_terms.empty()) return -1;
    return m_terms[static_cast<std::size_t>((y - m_l.input.firstRow) * m_l.input.columns + x - m_l.input.firstColumn)];
}

CellLook WindowLooks::look(const GridPlace& grid, int y, int x) const {
    CellLook look = grid.part == "input"    ? (m_p.uses ? uses(y, x) : input(y, x))
                    : grid.part == "kernel" ? kernel(y, x)
                                            : output(y, x);
    const bool pointedAt = m_p.hover && m_p.hover->part == grid.part && m_p.hover->y == y && m_p.hover->x == x;
    if (!showsWeight(grid.side, pointedAt)) look.corner.clear();
    // Beside counts the sums of pixels that are not seen would explain nothing.
    look.empty = look.empty || (m_p.uses ? grid.part == "output" : !m_p.numbers);
    return look;
}

float WindowLooks::value(const GridPlace& grid, int y, int x) const {
    if (grid.part == "kernel") return m_p.task.kernel.at(0, y, x);
    if (grid.part == "output") return partial() && y == m_step.outY && x == m_step.outX ? m_soFar : m_p.outputAt(y, x);
    if (m_p.uses) return m_uses.at(0, y - m_l.input.firstRow, x - m_l.input.firstColumn);
    if (!inside(y, x) && !m_p.walk) return 0; // the padding may not suit its mode
    const int sy = cnn::padSource(m_p.task.padMode, y, m_p.task.input.shape().h);
    const int sx = cnn::padSource(m_p.task.padMode, x, m_p.task.input.shape().w);
    return sy >= 0 && sx >= 0 ? m_p.task.input.at(0, sy, sx) : 0.0F;
}

void WindowLooks::colour(CellLook& look, const ValueRamp& ramp, float value) const {
    look.ground = ramp.colour(static_cast<double>(value));
    look.digit = look.cornerColour = digitOn(look.ground);
}

CellLook WindowLooks::input(int y, int x) const {
    CellLook look{m_colors.surface, m_colors.dim, m_colors.line};
    look.hatched = !inside(y, x);
    if (const int term = termAt(y, x); term >= 0) {
        look.ground = m_colors.nowTint;
        const bool reachedYet = term < m_p.shown;
        look.digit = !reachedYet ? m_colors.dim : look.hatched ? m_colors.text : inkOf(m_colors, m_p.inputRole);
        look.weight = reachedYet ? Weight::Bold : Weight::Regular;
        const CellLook written = weight(m_step.terms[static_cast<std::size_t>(term)]);
        look.corner = written.corner;
        look.cornerColour = written.cornerColour;
    } else if (m_unreached.contains({y, x})) {
        look.ground = m_colors.window;
        look.border = m_colors.lineStrong;
        look.dashed = look.struck = true;
    }
    if (inside(y, x) && m_p.coloured(m_l.input.side)) colour(look, m_input, m_p.task.input.at(0, y, x));
    return look;
}

CellLook WindowLooks::weight(const cnn::Term& term) const {
    CellLook look;
    look.empty = true;
    const QString weight = QString::fromStdString(cnn::writtenValue(term.weight, 2));
    if (m_p.isConvolution() && cornersAreRead()) look.corner = "×" + (m_p.hidesKernel() ? QString("?") : weight);
    look.cornerColour = inkOf(m_colors, m_p.kernelRole);
    return look;
}

CellLook WindowLooks::passed(const GridPlace& grid, int y, int x) const {
    CellLook look = this->look(grid, y, x);
    const bool isInput = grid.part == "input";
    if (isInput ? m_p.uses || m_unreached.contains({y, x}) : !look.instead.isEmpty()) return look;
    look.border = m_colors.line;
    look.dashed = false;
    if (isInput && inside(y, x) && m_p.coloured(grid.side)) return look;
    if (!isInput && !look.empty && m_p.coloured(grid.side)) return look;
    look.ground = m_colors.nowTint;
    look.digit = !isInput ? m_colors.now : look.hatched ? m_colors.text : inkOf(m_colors, m_p.inputRole);
    look.weight = Weight::Bold;
    return look;
}

// Real cells on the ramp, so that what is read seldom stays dark; padding as always.
CellLook WindowLooks::uses(int y, int x) const {
    CellLook look{m_colors.surface, m_colors.dim, m_colors.line};
    look.hatched = !inside(y, x);
    look.weight = look.hatched ? Weight::Regular : Weight::SemiBold;
    if (!look.hatched) colour(look, m_input, value(m_l.input, y, x));
    return look;
}

CellLook WindowLooks::kernel(int y, int x) const {
    if (m_p.hidesKernel()) return coveredLook(m_colors);
    CellLook look{tintOf(m_colors, m_p.kernelRole), inkOf(m_colors, m_p.kernelRole), m_colors.line, Weight::SemiBold};
    if (m_p.coloured(m_l.kernel.side)) colour(look, m_kernel, m_p.task.kernel.at(0, y, x));
    return look;
}

CellLook WindowLooks::output(int y, int x) const {
    const int index = y * m_l.output.columns + x;
    const bool given = m_p.hidesKernel();
    if (m_p.covered == "map" || (m_p.covered == "cell" && index == m_p.cell)) return coveredLook(m_colors);
    CellLook look{tintOf(m_colors, m_p.outputRole), inkOf(m_colors, m_p.outputRole), m_colors.line, Weight::SemiBold};
    if ((m_resting ? index >= m_p.finished() : index > m_p.cell) && !given) {
        look = {m_colors.window, m_colors.dim, m_colors.lineStrong, Weight::Regular, false, false, true, true};
        return look;
    }
    if (index == m_p.cell && !m_resting) {
        look.ground = m_colors.nowTint;
        look.digit = m_colors.now;
        look.weight = partial() ? Weight::Regular : Weight::Bold;
        look.empty = m_none;
        if (m_none) return look;
    }
    if (m_p.coloured(m_l.output.side)) colour(look, m_output, value(m_l.output, y, x));
    return look;
}

} // namespace ui
