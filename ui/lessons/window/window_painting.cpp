#include "ui/lessons/window/window_painting.h"

#include "ui/figure/yielding.h"
#include "ui/lessons/window/fits_card.h"
#include "ui/lessons/window/stack_card.h"
#include "ui/lessons/window/sum_card.h"
#include "ui/lessons/window/uses_card.h"
#include "ui/lessons/window/window_labels.h"
#include "ui/lessons/window/window_sums.h"
#include "ui/lessons/window/window_words.h"

#include <algorithm>

namespace ui {
namespace {

QRectF windowRect(const WindowPicture& p, const WindowLayout& l, int outY, int outX) {
    const auto& [y, x] = p.task.window;
    return l.input.cells(y.tap(outY, 0), x.tap(outX, 0), y.extent(), x.extent());
}

// What a dilated window reads, cell by cell with the gaps around them; none of one without holes.
std::vector<QRectF> tapsOf(const WindowPicture& p, const WindowLayout& l, int outY, int outX) {
    const auto& [y, x] = p.task.window;
    std::vector<QRectF> taps;
    const double gap = l.input.gap() / 2;
    for (int ky = 0; ky < y.kernel && (y.dilation > 1 || x.dilation > 1); ++ky)
        for (int kx = 0; kx < x.kernel; ++kx)
            taps.push_back(l.input.cell(y.tap(outY, ky), x.tap(outX, kx)).adjusted(-gap, -gap, gap, gap));
    return taps;
}

// From the window over the kernel (or the pill of pooling) to the output cell.
std::vector<Beam> beamsOf(const WindowPicture& p, const WindowLayout& l, QRectF from, QRectF to) {
    from.adjust(0, -4, 4, 4);
    to.adjust(-4, -4, 0, 4);
    const double round = l.pill.height() / 2; // a pill hides the ends of its beams
    const QRectF middle =
        p.isConvolution() ? l.kernel.rect().adjusted(-5, -2, 5, 2) : l.pill.adjusted(round, 0, -round, 0);
    const double target = l.output.rect().left() - 2, bottom = l.card.bottom();
    const QRectF room(QPointF(0, 0), QPointF(target, bottom));
    const auto between = [&](double left, double right) { return QRectF(QPointF(left, 0), QPointF(right, bottom)); };
    return {{from.topRight(), from.bottomRight(), middle.topLeft(), middle.bottomLeft(), room,
             between(l.input.rect().right() + 4, middle.left())},
            {middle.topRight(), middle.bottomRight(), to.topLeft(), to.bottomLeft(), room,
             between(middle.right(), target)}};
}

} // namespace

NowParts windowNow(const WindowPicture& p, const WindowLayout& l) {
    if (!p.walk) return {};
    const int columns = p.walk->output().shape().w, outY = p.cell / columns, outX = p.cell % columns;
    const double width = nowFrameWidth(l.input.side, l.frame.presenting);
    const QRectF window = windowRect(p, l, outY, outX);
    const QRectF target = p.hidesSize() ? l.output.rect() : l.output.cell(outY, outX);
    NowParts now{beamsOf(p, l, window, target), {{window, width, l.input.radius(), tapsOf(p, l, outY, outX)}}};
    if (!p.hidesSize()) now.frames.push_back({target, width, l.output.radius()});
    return now;
}

WindowPainting::WindowPainting(QPainter& painter, const Style& style, const WindowPicture& picture,
                               const WindowLayout& layout, std::optional<int> resting)
    : m_painter(painter), m_style(style), m_colors(style.colors()), m_p(picture), m_l(layout), m_resting(resting),
      m_looks(style.colors(), picture, layout, resting.has_value()), m_now(windowNow(picture, layout)),
      m_grid(painter, style), m_unit(layout.frame.unit) {}

void WindowPainting::all(QSizeF size) {
    paintGround(m_painter, size, m_style);
    WindowLabels labels(m_painter, m_style, m_p, m_l, m_looks);
    input();
    labels.headings(); // over the beams, which are painted with the input
    kernel();
    if (m_p.walk) {
        output();
        signs();
        labels.measures();
        labels.legend();
    } else
        labels.misfit();
    links();
    labels.scales();
    if (m_p.stacked)
        paintStackCard(m_painter, m_style, m_p, m_l.card, m_unit);
    else if (m_p.fits)
        paintFitsCard(m_painter, m_style, m_p, m_l.card, m_unit);
    else if (m_p.uses) // a sum of pixels that are not seen would explain nothing
        paintUsesCard(m_painter, m_style, m_p, m_l.card, m_unit);
    else if (m_style.presenting)
        paintSumLines(m_painter, m_l.sum, m_l.card);
    else
        paintSumCard(m_painter, m_style, m_p, m_l.card, m_unit);
    paintSentence(m_painter, m_style, m_l.frame, m_l.sentence, stepPlace(m_p), stepSentence(m_p));
    paintSumList(m_painter, m_style, sumsOf(m_colors, m_p), m_l.sums, m_unit);
}

const GridPlace& WindowPainting::gridOf(const QString& part) const {
    return part == "input" ? m_l.input : part == "kernel" ? m_l.kernel : m_l.output;
}

void WindowPainting::grounds(const GridPlace& grid) {
    for (int y = grid.firstRow; y < grid.firstRow + grid.rows; ++y)
        for (int x = grid.firstColumn; x < grid.firstColumn + grid.columns; ++x)
            m_grid.ground(grid, y, x, m_looks.look(grid, y, x));
}

void WindowPainting::digits(const GridPlace& grid) {
    for (int y = grid.firstRow; y < grid.firstRow + grid.rows; ++y)
        for (int x = grid.firstColumn; x < grid.firstColumn + grid.columns; ++x)
            m_grid.digit(grid, y, x, m_looks.value(grid, y, x), m_looks.look(grid, y, x));
}

void WindowPainting::input() {
    grounds(m_l.input);
    if (m_p.walk) m_resting ? pill() : beams(m_now.beams);
    digits(m_l.input);
    if (m_p.walk) overInput();
}

void WindowPainting::overInput() {
    const cnn::WindowStep& step = m_looks.step();
    earlierWindows(m_resting.value_or(m_p.cell));
    if (m_resting) return;
    frame(m_now.frames.front());
    if (step.winner >= 0 && !m_looks.partial() && !m_p.hidesResult()) {
        const cnn::Term& t = step.terms[static_cast<std::size_t>(step.winner)];
        m_grid.circle(m_l.input.cell(t.inY, t.inX), true);
    }
    if (!m_looks.partial()) return;
    const cnn::Term& t = step.terms[static_cast<std::size_t>(m_p.shown - 1)];
    m_grid.outline(m_l.input.cell(t.inY, t.inX), m_l.input.radius(), 2, 0);
}

// All earlier windows where they lie side by side, only the last one where they overlap.
void WindowPainting::earlierWindows(int cell) {
    const bool apart = window().y.stride >= window().y.extent() && window().x.stride >= window().x.extent();
    const int columns = m_p.walk->output().shape().w;
    for (int i = apart ? 0 : std::max(0, cell - 1); i < cell; ++i) {
        m_grid.dotted(windowRect(m_p, m_l, i / columns, i % columns), m_l.input.radius());
        if (!apart || m_p.hidesOutput(i)) continue;
        const cnn::WindowStep step = m_p.walk->at(i);
        if (step.winner < 0) continue;
        const cnn::Term& t = step.terms[static_cast<std::size_t>(step.winner)];
        m_grid.circle(m_l.input.cell(t.inY, t.inX), false);
    }
}

void WindowPainting::beams(const std::vector<Beam>& beams) {
    for (const Beam& beam : beams) paintBeam(m_painter, m_colors, beam);
    pill();
}

// Of pooling; it hides the ends of the beams.
void WindowPainting::pill() {
    if (m_p.isConvolution()) return;
    m_painter.setPen(QPen(m_colors.now, 3));
    m_painter.setBrush(m_colors.surface);
    m_painter.drawRoundedRect(m_l.pill, m_l.pill.height() / 2, m_l.pill.height() / 2);
    m_painter.setPen(m_colors.text);
    m_painter.setFont(Style::font(28 * m_unit, Weight::Bold));
    m_painter.drawText(m_l.pill, Qt::AlignCenter, m_p.operationName());
}

void WindowPainting::kernel() {
    if (!m_p.isConvolution()) return;
    grounds(m_l.kernel);
    digits(m_l.kernel);
    if (!m_looks.partial()) return;
    const cnn::Term& t = m_looks.step().terms[static_cast<std::size_t>(m_p.shown - 1)];
    m_grid.outline(m_l.kernel.cell(t.ky, t.kx), m_l.kernel.radius(), 2, 0);
}

void WindowPainting::output() {
    if (m_p.hidesSize()) {
        m_grid.covered(m_l.output.rect().adjusted(2, 2, -2, -2), m_l.output.radius(), 72 * m_unit);
        return;
    }
    grounds(m_l.output);
    digits(m_l.output);
    breakpoints();
    if (!m_resting) frame(m_now.frames.back());
}

void WindowPainting::frame(const NowFrame& frame) {
    m_grid.frame(frame.cells, frame.width, frame.radius);
}

void WindowPainting::passed(const GridPlace& grid, const QRectF& where) {
    grid.forCellsIn(where, [&](int y, int x) {
        const CellLook look = m_looks.passed(grid, y, x);
        m_grid.ground(grid, y, x, look);
        m_grid.digit(grid, y, x, m_looks.value(grid, y, x), look);
    });
}

// They travel with it.
void WindowPainting::weights(const NowFrame& window) {
    if (m_p.coloured(m_l.input.side) || m_p.uses || !showsWeight(m_l.input.side, false)) return;
    GridPlace grid = m_l.input;
    grid.corner += window.cells.topLeft() - m_now.frames.front().cells.topLeft();
    for (const cnn::Term& t : m_looks.step().terms) m_grid.digit(grid, t.inY, t.inX, 0, m_looks.weight(t));
}

// A dot in the upper left corner of the cell.
void WindowPainting::breakpoints() {
    const double side = m_l.output.side, radius = std::clamp(0.09 * side, 2.0, 9.0);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_colors.text);
    for (const cnn::Place& at : m_p.breakpoints) {
        if (at.y >= m_l.output.rows || at.x >= m_l.output.columns) continue;
        const QRectF cell = m_l.output.cell(at.y, at.x);
        m_painter.drawEllipse(cell.topLeft() + QPointF(1.9 * radius, 1.9 * radius), radius, radius);
    }
}

void WindowPainting::sign(const QString& text, double from, double to) {
    m_painter.setFont(Style::font(44 * m_unit, Weight::Regular));
    m_painter.setPen(m_colors.text);
    const double y = m_l.input.rect().center().y(), half = 40 * m_unit;
    m_painter.drawText(QRectF(QPointF((from + to) / 2 - half, y - half), QSizeF(2 * half, 2 * half)), Qt::AlignCenter,
                       text);
}

void WindowPainting::signs() {
    if (!m_p.isConvolution() || m_p.uses) return; // of counts that is no equation
    sign("∗", m_l.input.rect().right(), m_l.kernel.rect().left());
    sign("=", m_l.kernel.rect().right(), m_l.output.rect().left());
}

// What the pointed-at cell is connected with, in `text` instead of the accent; and the keyboard's cell.
void WindowPainting::links() {
    if (m_p.selected) {
        const GridPlace& grid = gridOf(m_p.selected->part);
        m_grid.outline(grid.cell(m_p.selected->y, m_p.selected->x), grid.radius(), 2, 2);
    }
    if (!m_p.hover || !m_p.walk || m_p.hover->part == "fit") return;
    const auto& [part, map, y, x] = *m_p.hover;
    const auto ring = [&](const GridPlace& grid, int cy, int cx) {
        m_grid.outline(grid.cell(cy, cx), grid.radius(), 2, 0);
    };
    ring(gridOf(part), y, x);
    if (part == "output") m_grid.outline(windowRect(m_p, m_l, y, x), m_l.input.radius() + 4, 2, 1);
    if (part == "input") { // the cell that a filler repeats
        const int sy = cnn::padSource(m_p.task.padMode, y, m_p.task.input.shape().h);
        const int sx = cnn::padSource(m_p.task.padMode, x, m_p.task.input.shape().w);
        if (sy >= 0 && sx >= 0) ring(m_l.input, sy, sx);
    }
    if (part == "input" && !m_p.hidesSize())
        for (const cnn::Place& o : m_p.walk->outputsFedBy(y, x)) ring(m_l.output, o.y, o.x);
    if (part == "kernel" && !m_p.hidesSize())
        for (const cnn::Place& i : m_p.walk->inputsMetBy(y, x)) ring(m_l.input, i.y, i.x);
}

} // namespace ui
