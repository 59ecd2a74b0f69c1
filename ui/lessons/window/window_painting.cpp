#include "ui/lessons/window/window_painting.h"

#include "ui/lessons/window/fits_card.h"
#include "ui/lessons/window/stack_card.h"
#include "ui/lessons/window/sum_card.h"
#include "ui/lessons/window/uses_card.h"
#include "ui/lessons/window/window_labels.h"
#include "ui/lessons/window/window_sums.h"
#include "ui/lessons/window/window_words.h"

#include <algorithm>

namespace ui {

WindowPainting::WindowPainting(QPainter& painter, const Style& style, const WindowPicture& picture,
                               const WindowLayout& layout)
    : m_painter(painter), m_style(style), m_colors(style.colors()), m_p(picture), m_l(layout),
      m_looks(style.colors(), picture, layout), m_grid(painter, style), m_unit(layout.frame.unit) {}

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

QRectF WindowPainting::windowRect(int outY, int outX) const {
    return m_l.input.cells(window().y.tap(outY, 0), window().x.tap(outX, 0), window().y.extent(), window().x.extent());
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
    if (m_p.walk) beams();
    digits(m_l.input);
    if (m_p.walk) overInput();
}

void WindowPainting::overInput() {
    const cnn::WindowStep& step = m_looks.step();
    earlierWindows();
    m_grid.frame(windowRect(step.outY, step.outX), frameWidth(), m_l.input.radius());
    if (step.winner >= 0 && !m_looks.partial() && !m_p.hidesResult()) {
        const cnn::Term& t = step.terms[static_cast<std::size_t>(step.winner)];
        m_grid.circle(m_l.input.cell(t.inY, t.inX), true);
    }
    if (!m_looks.partial()) return;
    const cnn::Term& t = step.terms[static_cast<std::size_t>(m_p.shown - 1)];
    m_grid.outline(m_l.input.cell(t.inY, t.inX), m_l.input.radius(), 2, 0);
}

// All earlier windows where they lie side by side, only the last one where they overlap.
void WindowPainting::earlierWindows() {
    const bool apart = window().y.stride >= window().y.extent() && window().x.stride >= window().x.extent();
    const int columns = m_p.walk->output().shape().w;
    for (int i = apart ? 0 : std::max(0, m_p.cell - 1); i < m_p.cell; ++i) {
        m_grid.dotted(windowRect(i / columns, i % columns), m_l.input.radius());
        if (!apart || m_p.hidesOutput(i)) continue;
        const cnn::WindowStep step = m_p.walk->at(i);
        if (step.winner < 0) continue;
        const cnn::Term& t = step.terms[static_cast<std::size_t>(step.winner)];
        m_grid.circle(m_l.input.cell(t.inY, t.inX), false);
    }
}

// From the window over the kernel (or the pill of pooling) to the output cell.
void WindowPainting::beams() {
    const cnn::WindowStep& step = m_looks.step();
    const QRectF from = windowRect(step.outY, step.outX).adjusted(0, -4, 4, 4);
    const double round = m_l.pill.height() / 2; // a pill hides the ends of its beams
    const QRectF middle =
        m_p.isConvolution() ? m_l.kernel.rect().adjusted(-5, -2, 5, 2) : m_l.pill.adjusted(round, 0, -round, 0);
    const QRectF target = m_p.hidesSize() ? m_l.output.rect() : m_l.output.cell(step.outY, step.outX);
    const QRectF to = target.adjusted(-4, -4, 0, 4);
    beam(from.topRight(), from.bottomRight(), middle.topLeft(), middle.bottomLeft(), m_l.input.rect().right() + 4,
         middle.left());
    beam(middle.topRight(), middle.bottomRight(), to.topLeft(), to.bottomLeft(), middle.right(),
         m_l.output.rect().left() - 2);
    if (!m_p.isConvolution()) pill();
}

void WindowPainting::pill() {
    m_painter.setPen(QPen(m_colors.now, 3));
    m_painter.setBrush(m_colors.surface);
    m_painter.drawRoundedRect(m_l.pill, m_l.pill.height() / 2, m_l.pill.height() / 2);
    m_painter.setPen(m_colors.text);
    m_painter.setFont(Style::font(28 * m_unit, Weight::Bold));
    m_painter.drawText(m_l.pill, Qt::AlignCenter, m_p.operationName());
}

void WindowPainting::beam(QPointF top, QPointF bottom, QPointF toTop, QPointF toBottom, double edgesFrom,
                          double edgesTo) {
    QColor fill = m_colors.now, edge = m_colors.now;
    fill.setAlphaF(0.07F);
    edge.setAlphaF(0.6F);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(fill);
    m_painter.drawPolygon(QPolygonF{{top, toTop, toBottom, bottom}});
    m_painter.save();
    m_painter.setClipRect(QRectF(QPointF(edgesFrom, 0), QPointF(edgesTo, m_l.card.bottom())), Qt::IntersectClip);
    m_painter.setPen(QPen(edge, 1.5));
    m_painter.drawLine(top, toTop);
    m_painter.drawLine(bottom, toBottom);
    m_painter.restore();
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
    m_grid.frame(m_l.output.cell(m_looks.step().outY, m_looks.step().outX), frameWidth(), m_l.output.radius());
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
    if (!m_p.isConvolution()) return;
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
    if (part == "output") m_grid.outline(windowRect(y, x), m_l.input.radius() + 4, 2, 1);
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
