#include "ui/lessons/stamp/stamp_painting.h"

#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/lessons/stamp/stamp_card.h"
#include "ui/lessons/stamp/stamp_words.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {

namespace {

// Outside the output's grid, where it would cross other numbers.
Beam stampBeam(const StampLayout& l, const QRectF& from, const QRectF& to) {
    const QRectF room(QPointF(0, 0), QPointF(l.output.rect().left() - 2, l.card.bottom()));
    return {from.topRight(), from.bottomRight(), to.topLeft(), to.bottomLeft(), room, room};
}

} // namespace

QRectF stampedRect(const StampPicture& p, const StampLayout& l) {
    const cnn::StampStep step = p.step();
    const cnn::StampedCell& first = step.cells.front();
    return l.output.cells(first.outY, first.outX, l.stamp.rows, l.stamp.columns);
}

NowParts stampNow(const StampPicture& p, const StampLayout& l) {
    if (!p.walk) return {};
    const cnn::StampStep step = p.step();
    const QRectF input = l.input.cell(step.inY, step.inX), stamp = l.stamp.rect().adjusted(-5, -2, 5, 2);
    const QRectF target = p.hidesSize() ? l.output.rect() : stampedRect(p, l);
    const double width = nowFrameWidth(l.input.side, l.frame.presenting);
    NowParts now{{stampBeam(l, input, stamp), stampBeam(l, stamp, target)}, {{input, width, l.input.radius()}}};
    if (!p.hidesSize()) now.frames.push_back({target, width, l.output.radius()});
    return now;
}

StampPainting::StampPainting(QPainter& painter, const Style& style, const StampPicture& picture,
                             const StampLayout& layout, bool resting)
    : m_painter(painter), m_style(style), m_c(style.colors()), m_p(picture), m_l(layout), m_resting(resting),
      m_grid(painter, style), m_now(stampNow(picture, layout)), m_unit(layout.frame.unit) {
    if (!m_p.walk) return;
    m_step = m_p.step();
    m_ramp = ValueRamp::of(m_p.counts ? m_p.walk->counts() : m_p.walk->output());
}

void StampPainting::all(QSizeF size) {
    paintGround(m_painter, size, m_style);
    paintHeadings(m_painter, m_style, m_l.frame, m_p.headline, m_p.line);
    labels();
    if (m_p.walk) beams();
    input();
    kernel();
    if (m_p.walk) {
        if (m_p.back) back();
        stamp(m_l.stamp);
        output();
        frames();
        scale();
        paintStampCard(m_painter, m_style, m_p, m_l.card, m_unit);
    } else
        misfit();
    paintSentence(m_painter, m_style, m_l.frame, m_l.sentence, stampPlace(m_p), stampSentence(m_p));
    links();
}

template<class Look, class Value> void StampPainting::cells(const GridPlace& grid, Look look, Value value) {
    for (int y = grid.firstRow; y < grid.firstRow + grid.rows; ++y)
        for (int x = grid.firstColumn; x < grid.firstColumn + grid.columns; ++x) {
            m_grid.ground(grid, y, x, look(y, x));
            m_grid.digit(grid, y, x, value(y, x), look(y, x));
        }
}

void StampPainting::label(const GridPlace& grid, const QString& name, const QColor& colour, const QString& size) {
    const TextLine line{{name, colour, Weight::Bold}, {"  " + size, m_c.dim}};
    const double pixels = m_l.frame.label(), width = lineWidth(line, pixels);
    const double x = std::min(grid.rect().left() + grid.gap() / 2, m_l.frame.right - width);
    drawLine(m_painter, line, x, grid.rect().top() - m_l.labelGap, pixels);
}

void StampPainting::labels() {
    const cnn::Shape &in = m_p.task.input.shape(), &k = m_p.task.kernel.shape();
    label(m_l.input, ui::tr("Input"), m_c.input, times(in.h, in.w));
    label(m_l.kernel, ui::tr("Kernel"), m_c.kernel, times(k.h, k.w));
    if (!m_p.walk) return label(m_l.output, ui::tr("Output"), m_c.output, ui::tr("none"));
    if (m_p.back) label(m_l.back, ui::tr("Convolved back"), m_c.text, {});
    stampName();
    QString size = m_p.hidesSize() ? QString("? × ?") : times(m_p.rows(), m_p.columns());
    const cnn::Axis& a = m_p.task.window.y;
    if (!m_p.hidesSize() && a.padBefore + a.padAfter > 0)
        size = ui::tr("%1, cut out of %2").arg(size, times(m_l.output.rows, m_l.output.columns));
    label(m_l.output, m_p.counts ? ui::tr("Stamps that meet") : ui::tr("Output"), m_c.output, size);
}

// "2 × kernel".
void StampPainting::stampName() {
    const double x = m_l.stamp.rect().left() + m_l.stamp.gap() / 2, y = m_l.stamp.rect().top() - m_l.labelGap;
    drawLine(m_painter,
             {{written(static_cast<double>(m_step.input)), m_c.input, Weight::Bold},
              {" × ", m_c.dim},
              {ui::tr("kernel"), m_c.kernel, Weight::Bold}},
             x, y, m_l.frame.label());
}

void StampPainting::input() {
    const cnn::Tensor& in = m_p.task.input;
    cells(
        m_l.input,
        [&](int y, int x) {
            const bool now = m_p.walk && !m_resting && y == m_step.inY && x == m_step.inX;
            return CellLook{now ? m_c.nowTint : m_c.surface, now ? m_c.input : m_c.dim, m_c.line,
                            now ? Weight::Bold : Weight::Regular};
        },
        [&](int y, int x) { return in.at(0, y, x); });
}

void StampPainting::back() {
    const bool hidden = m_p.hidesBack();
    const cnn::Tensor values = m_p.walk->convolvedBack();
    cells(
        m_l.back,
        [&](int, int) {
            CellLook look{m_c.surface, m_c.text, m_c.line, Weight::SemiBold};
            if (hidden) look = {m_c.window, m_c.dim, m_c.lineStrong, Weight::Regular, false, false, true, true};
            return look;
        },
        [&](int y, int x) { return values.at(0, y, x); });
}

void StampPainting::kernel() {
    const cnn::Tensor& kernel = m_p.task.kernel;
    cells(
        m_l.kernel,
        [&](int, int) {
            return CellLook{m_c.kernelTint, m_c.kernel, m_c.line, Weight::SemiBold};
        },
        [&](int y, int x) { return kernel.at(0, y, x); });
}

// The kernel times the current value; what is not stamped yet is to come.
void StampPainting::stamp(const GridPlace& grid) {
    const auto index = [&](int y, int x) { return y * m_l.stamp.columns + x; };
    cells(
        grid,
        [&](int y, int x) {
            CellLook look{m_c.nowTint, m_c.text, m_c.line, Weight::SemiBold};
            if (index(y, x) >= m_p.shown)
                return CellLook{m_c.window, m_c.dim, m_c.lineStrong, Weight::Regular, false, false, true, true};
            look.hatched = m_step.cells[static_cast<std::size_t>(index(y, x))].cut;
            if (look.hatched) look.digit = m_c.dim;
            return look;
        },
        [&](int y, int x) { return m_step.input * m_p.task.kernel.at(0, y, x); });
}

CellLook StampPainting::outputLook(int y, int x) const {
    const cnn::WindowStep met = m_p.meeting(y, x);
    const bool cut = !m_p.within(y, x);
    if (!cut && m_p.hidesOutput(y, x)) return coveredLook(m_c);
    CellLook look{m_c.outputTint, m_c.output, m_c.line, Weight::SemiBold};
    if (met.terms.empty() && !m_p.last())
        look = {m_c.window, m_c.dim, m_c.lineStrong, Weight::Regular, false, false, true, true};
    if (cut) {
        look.ground = m_c.surface;
        look.digit = m_c.dim;
        look.weight = Weight::Regular;
        look.hatched = true;
        return look;
    }
    const auto isNow = [&](const cnn::Term& t) { return t.inY == m_step.inY && t.inX == m_step.inX; };
    if (!m_resting && std::ranges::any_of(met.terms, isNow)) {
        look.ground = m_c.nowTint;
        look.digit = m_c.now;
        look.weight = Weight::Bold;
    }
    if (coloured() && !look.empty) {
        look.ground =
            m_ramp.colour(m_p.counts ? static_cast<double>(met.terms.size()) : static_cast<double>(met.result));
        look.digit = digitOn(look.ground);
    }
    return look;
}

void StampPainting::output() {
    if (m_p.hidesSize())
        return m_grid.covered(m_l.output.rect().adjusted(2, 2, -2, -2), m_l.output.radius(), 72 * m_unit);
    cells(
        m_l.output, [&](int y, int x) { return outputLook(y, x); }, [&](int y, int x) { return outputValue(y, x); });
}

float StampPainting::outputValue(int y, int x) const {
    const cnn::WindowStep met = m_p.meeting(y, x);
    return m_p.counts ? static_cast<float>(met.terms.size()) : met.result;
}

void StampPainting::passed(std::size_t frame, const QRectF& where) {
    const bool input = frame == 0;
    const GridPlace& grid = input ? m_l.input : m_l.output;
    grid.forCellsIn(where, [&](int y, int x) {
        CellLook look{m_c.nowTint, m_c.input, m_c.line, Weight::Bold};
        if (!input) {
            look = outputLook(y, x);
            if (look.hatched || !look.instead.isEmpty()) return;
            if (!coloured() || look.empty) look.ground = m_c.nowTint;
            if (!coloured()) look.digit = m_c.now;
            look.border = m_c.line;
            look.weight = Weight::Bold;
            look.dashed = false;
        }
        m_grid.ground(grid, y, x, look);
        m_grid.digit(grid, y, x, input ? m_p.task.input.at(0, y, x) : outputValue(y, x), look);
    });
}

void StampPainting::flyingStamp(const QRectF& at) {
    stamp(m_l.stamp);
    const QRectF made = m_l.stamp.rect(), name(made.left(), made.top() - m_l.labelGap, made.width(), 0);
    m_painter.fillRect(name.adjusted(0, -m_l.frame.label(), 0, 0.3 * m_l.frame.label()), m_c.window);
    stampName();
    GridPlace flying = m_l.stamp;
    flying.corner = at.topLeft();
    flying.side = at.width() / flying.columns;
    stamp(flying);
    m_grid.frame(flying.cells(0, 0, flying.rows, flying.columns), 2, flying.radius());
}

// The input's cell to the stamp, and the stamp to where it is added; the sign in the second beam.
void StampPainting::beams() {
    for (const Beam& beam : m_now.beams)
        if (!m_resting) paintBeam(m_painter, m_c, beam);
    const QRectF stamp = m_l.stamp.rect().adjusted(-5, -2, 5, 2);
    const QRectF to = m_p.hidesSize() ? m_l.output.rect() : stampedRect(m_p, m_l);
    m_painter.setFont(Style::font(40 * m_unit));
    m_painter.setPen(m_c.text);
    const double half = 30 * m_unit, x = (stamp.right() + m_l.output.rect().left()) / 2;
    const double along = (x - stamp.right()) / std::max(1.0, to.left() - stamp.right());
    const double y = stamp.center().y() * (1 - along) + to.center().y() * along;
    m_painter.drawText(QRectF(x - half, y - half, 2 * half, 2 * half), Qt::AlignCenter, "+");
}

void StampPainting::frame(const NowFrame& frame) {
    m_grid.frame(frame.cells, frame.width, frame.radius);
}

void StampPainting::frames() {
    const NowFrame& input = m_now.frames.front();
    if (!m_resting) frame(input);
    m_grid.frame(m_l.stamp.cells(0, 0, m_l.stamp.rows, m_l.stamp.columns), input.width, m_l.stamp.radius());
    if (m_resting) return;
    if (!m_p.hidesSize()) frame(m_now.frames.back());
    if (m_p.complete()) return;
    const cnn::StampedCell& cell = m_step.cells[static_cast<std::size_t>(m_p.shown - 1)];
    m_grid.outline(m_l.kernel.cell(cell.ky, cell.kx), m_l.kernel.radius(), 2, 0);
    m_grid.outline(m_l.stamp.cell(cell.ky, cell.kx), m_l.stamp.radius(), 2, 0);
    if (!m_p.hidesSize()) m_grid.outline(m_l.output.cell(cell.outY, cell.outX), m_l.output.radius(), 2, 0);
}

const GridPlace* StampPainting::gridOf(const QString& part) const {
    for (const GridPlace* grid : {&m_l.input, &m_l.kernel, &m_l.output})
        if (grid->part == part) return grid;
    return nullptr;
}

// What the pointed-at cell is connected with; and the keyboard's cell.
void StampPainting::links() {
    const auto ring = [&](const GridPlace& grid, int y, int x, double outset = 0) {
        m_grid.outline(grid.cell(y, x), grid.radius(), 2, outset);
    };
    if (m_p.selected)
        if (const GridPlace* grid = gridOf(m_p.selected->part)) ring(*grid, m_p.selected->y, m_p.selected->x, 2);
    const GridPlace* grid = m_p.hover && m_p.walk ? gridOf(m_p.hover->part) : nullptr;
    if (!grid) return;
    const auto& [part, map, y, x] = *m_p.hover;
    ring(*grid, y, x);
    if (m_p.hidesSize()) return;
    if (part == "output")
        for (const cnn::Term& t : m_p.walk->meeting(y, x, m_p.walk->size() * m_p.products()).terms)
            ring(m_l.input, t.inY, t.inX);
    if (part != "input") return;
    const cnn::StampStep step = m_p.walk->at(y * m_l.input.columns + x);
    m_grid.outline(
        m_l.output.cells(step.cells.front().outY, step.cells.front().outX, m_l.stamp.rows, m_l.stamp.columns),
        m_l.output.radius(), 2, 1);
}

void StampPainting::misfit() {
    const CellLook nothing{m_c.window, m_c.dim, m_c.lineStrong, Weight::Regular, false, false, true, true};
    cells(
        m_l.output, [&](int, int) { return nothing; }, [](int, int) { return 0.0F; });
    const double size = m_l.frame.label(), width = std::max(m_l.output.rect().width(), 300 * m_unit);
    const QRectF words(m_l.frame.right - width, m_l.output.rect().bottom() + 18 * m_unit, width, 5 * size);
    m_painter.fillRect(QRectF(words.left(), words.top(), 4, words.height()), m_c.error);
    m_painter.setFont(Style::font(size));
    m_painter.setPen(m_c.text);
    m_painter.drawText(words.adjusted(14, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, m_p.misfit);
}

// Under the output, where its cells are colours.
void StampPainting::scale() {
    if (!coloured() || m_p.hidesSize() || m_p.covered == "map") return;
    const QRectF grid = m_l.output.rect();
    const double width = std::clamp(grid.width(), 60 * m_unit, 200 * m_unit), top = grid.bottom() + 10 * m_unit;
    if (top + 26 * m_unit > m_l.card.top()) return;
    const double x = std::min(grid.left() + m_l.output.gap() / 2, m_l.frame.right - width);
    m_grid.ramp(m_ramp, QRectF(x, top, width, 8 * m_unit), std::max(13.0, (m_style.presenting ? 14 : 13) * m_unit));
}

} // namespace ui
