#include "ui/figure/window_figure.h"

#include "ui/figure/grid_painter.h"
#include "ui/figure/sum_card.h"
#include "ui/figure/window_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <set>

namespace ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("WindowFigure", text);
}
QString times(int a, int b) {
    return QString("%1 × %2").arg(a).arg(b);
}

// One painting of the figure; lives for the length of a paint() only.
class Painting {
public:
    Painting(QPainter& painter, const Style& style, const WindowPicture& picture, const WindowLayout& layout)
        : m_painter(painter), m_style(style), m_colors(style.colors()), m_p(picture), m_l(layout),
          m_grid(painter, style), m_unit(layout.frame.unit) {
        if (m_p.walk) m_step = m_p.step();
        findUnreached();
    }
    void all(QSizeF size) {
        paintGround(m_painter, size, m_style);
        WindowWords words(m_painter, m_style, m_p, m_l, !m_unreached.empty());
        words.headings();
        input();
        if (m_p.walk) {
            kernel();
            output();
            signs();
            words.measures();
            words.legend();
        } else {
            kernel();
            words.misfit();
        }
        links();
        words.scales();
        paintSumCard(m_painter, m_style, m_p, m_l.card, m_unit);
    }

private:
    // ---- where things are
    const cnn::Shape& in() const { return m_p.task.input.shape(); }
    const cnn::Window& window() const { return m_p.task.window; }
    bool inside(int y, int x) const { return y >= 0 && x >= 0 && y < in().h && x < in().w; }
    int termAt(int y, int x) const {
        for (std::size_t i = 0; i < m_step.terms.size(); ++i)
            if (m_step.terms[i].inY == y && m_step.terms[i].inX == x) return static_cast<int>(i);
        return -1;
    }
    QRectF windowRect(int outY, int outX) const {
        return m_l.input.cells(window().y.tap(outY, 0), window().x.tap(outX, 0), window().y.extent(),
                               window().x.extent());
    }
    bool partial() const { return m_p.shown < static_cast<int>(m_step.terms.size()); }
    void findUnreached() {
        if (!m_p.walk) return;
        for (int y = m_l.input.firstRow; y < m_l.input.firstRow + m_l.input.rows; ++y)
            for (int x = m_l.input.firstColumn; x < m_l.input.firstColumn + m_l.input.columns; ++x)
                if (m_p.walk->outputsFedBy(y, x).empty()) m_unreached.insert({y, x});
    }
    bool coloured(const GridPlace& grid) const { return m_p.coloured(grid.side); }

    // ---- the parts
    CellLook inputLook(int y, int x, const ValueRamp& ramp) const {
        CellLook look{m_colors.surface, m_colors.dim, m_colors.line};
        look.hatched = !inside(y, x);
        const int term = m_p.walk ? termAt(y, x) : -1;
        if (term >= 0) {
            look.ground = m_colors.nowTint;
            const bool reachedYet = term < m_p.shown;
            look.digit = !reachedYet ? m_colors.dim : look.hatched ? m_colors.text : m_colors.input;
            look.weight = reachedYet ? Weight::Bold : Weight::Regular;
            const cnn::Term& t = m_step.terms[static_cast<std::size_t>(term)];
            if (m_p.isConvolution()) look.corner = "×" + QString::fromStdString(cnn::writtenValue(t.weight, 2));
            look.cornerColour = m_colors.kernel;
        } else if (m_unreached.contains({y, x})) {
            look.ground = m_colors.window;
            look.border = m_colors.lineStrong;
            look.dashed = look.struck = true;
        }
        if (inside(y, x) && coloured(m_l.input)) {
            look.ground = ramp.colour(static_cast<double>(m_p.task.input.at(0, y, x)));
            look.digit = digitOn(look.ground);
            look.cornerColour = look.digit;
        }
        look.empty = !m_p.numbers;
        return look;
    }
    template<class Visit> void forCells(const GridPlace& grid, Visit visit) {
        for (int y = grid.firstRow; y < grid.firstRow + grid.rows; ++y)
            for (int x = grid.firstColumn; x < grid.firstColumn + grid.columns; ++x) visit(y, x);
    }
    void input() {
        const ValueRamp ramp = ValueRamp::of(m_p.task.input, true);
        forCells(m_l.input, [&](int y, int x) { m_grid.ground(m_l.input, y, x, inputLook(y, x, ramp)); });
        if (m_p.walk) beams();
        forCells(m_l.input, [&](int y, int x) {
            const float value = inside(y, x) ? m_p.task.input.at(0, y, x) : 0.0F;
            m_grid.digit(m_l.input, y, x, value, inputLook(y, x, ramp));
        });
        if (!m_p.walk) return;
        earlierWindows();
        m_grid.frame(windowRect(m_step.outY, m_step.outX), frameWidth(), m_l.input.radius());
        if (m_step.winner >= 0 && !partial()) {
            const cnn::Term& t = m_step.terms[static_cast<std::size_t>(m_step.winner)];
            m_grid.circle(m_l.input.cell(t.inY, t.inX), true);
        }
        if (partial()) {
            const cnn::Term& t = m_step.terms[static_cast<std::size_t>(m_p.shown - 1)];
            m_grid.outline(m_l.input.cell(t.inY, t.inX), m_l.input.radius(), 2, 0);
            if (m_p.isConvolution()) m_grid.outline(m_l.kernel.cell(t.ky, t.kx), m_l.kernel.radius(), 2, 0);
        }
    }
    double frameWidth() const { return m_l.input.side < 26 ? 2.5 : 4; }
    // All earlier windows where they lie side by side, only the last one where they overlap.
    void earlierWindows() {
        const bool apart = window().y.stride >= window().y.extent() && window().x.stride >= window().x.extent();
        const int columns = m_l.output.columns;
        for (int i = apart ? 0 : std::max(0, m_p.cell - 1); i < m_p.cell; ++i) {
            m_grid.dotted(windowRect(i / columns, i % columns), m_l.input.radius());
            if (!apart) continue;
            const cnn::WindowStep step = m_p.walk->at(i);
            if (step.winner < 0) continue;
            const cnn::Term& t = step.terms[static_cast<std::size_t>(step.winner)];
            m_grid.circle(m_l.input.cell(t.inY, t.inX), false);
        }
    }
    // From the window over the kernel (or the pill of pooling) to the output cell.
    void beams() {
        const QRectF from = windowRect(m_step.outY, m_step.outX).adjusted(0, -4, 4, 4);
        const QRectF middle = m_p.isConvolution() ? m_l.kernel.rect().adjusted(-5, -2, 5, 2) : m_l.pill;
        const QRectF to = m_l.output.cell(m_step.outY, m_step.outX).adjusted(-4, -4, 0, 4);
        beam(from.topRight(), from.bottomRight(), middle.topLeft(), middle.bottomLeft(), m_l.input.rect().right() + 4,
             middle.left());
        beam(middle.topRight(), middle.bottomRight(), to.topLeft(), to.bottomLeft(), middle.right(),
             m_l.output.rect().left() - 2);
        if (m_p.isConvolution()) return;
        m_painter.setPen(QPen(m_colors.now, 3));
        m_painter.setBrush(m_colors.surface);
        m_painter.drawRoundedRect(m_l.pill, m_l.pill.height() / 2, m_l.pill.height() / 2);
        m_painter.setPen(m_colors.text);
        m_painter.setFont(Style::font(28 * m_unit, Weight::Bold));
        m_painter.drawText(m_l.pill, Qt::AlignCenter, m_p.operationName());
    }
    void beam(QPointF top, QPointF bottom, QPointF toTop, QPointF toBottom, double edgesFrom, double edgesTo) {
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
    void kernel() {
        if (!m_p.isConvolution()) return;
        const ValueRamp ramp = ValueRamp::of(m_p.task.kernel);
        forCells(m_l.kernel, [&](int y, int x) {
            CellLook look{m_colors.kernelTint, m_colors.kernel, m_colors.line, Weight::SemiBold};
            const float value = m_p.task.kernel.at(0, y, x);
            if (coloured(m_l.kernel)) {
                look.ground = ramp.colour(static_cast<double>(value));
                look.digit = digitOn(look.ground);
            }
            look.empty = !m_p.numbers;
            m_grid.ground(m_l.kernel, y, x, look);
            m_grid.digit(m_l.kernel, y, x, value, look);
        });
    }
    void output() {
        const ValueRamp ramp = ValueRamp::of(m_p.walk->output());
        forCells(m_l.output, [&](int y, int x) {
            const int index = y * m_l.output.columns + x;
            CellLook look{m_colors.outputTint, m_colors.output, m_colors.line, Weight::SemiBold};
            float value = m_p.walk->output().at(0, y, x);
            if (index > m_p.cell)
                look = {m_colors.window,
                        m_colors.dim,
                        m_colors.lineStrong,
                        Weight::Regular,
                        false,
                        false,
                        true,
                        true,
                        {},
                        {}};
            if (index == m_p.cell) {
                look.ground = m_colors.nowTint;
                look.digit = m_colors.now;
                look.weight = partial() ? Weight::Regular : Weight::Bold;
                if (partial()) value = static_cast<float>(cnn::writeSum(m_p.task, m_step, m_p.shown).result.value());
            }
            if (index <= m_p.cell && coloured(m_l.output)) {
                look.ground = ramp.colour(static_cast<double>(value));
                look.digit = digitOn(look.ground);
            }
            look.empty = look.empty || !m_p.numbers;
            m_grid.ground(m_l.output, y, x, look);
            m_grid.digit(m_l.output, y, x, value, look);
        });
        m_grid.frame(m_l.output.cell(m_step.outY, m_step.outX), frameWidth(), m_l.output.radius());
    }
    void sign(const QString& text, double from, double to) {
        m_painter.setFont(Style::font(44 * m_unit, Weight::Regular));
        m_painter.setPen(m_colors.text);
        const double y = m_l.input.rect().center().y(), half = 40 * m_unit;
        m_painter.drawText(QRectF(QPointF((from + to) / 2 - half, y - half), QSizeF(2 * half, 2 * half)),
                           Qt::AlignCenter, text);
    }
    void signs() {
        if (!m_p.isConvolution()) return;
        sign("∗", m_l.input.rect().right(), m_l.kernel.rect().left());
        sign("=", m_l.kernel.rect().right(), m_l.output.rect().left());
    }
    // What the pointed-at cell is connected with, in `text` instead of the accent; and the keyboard's cell.
    void links() {
        if (m_p.selected) {
            const GridPlace& grid = gridOf(m_p.selected->part);
            m_grid.outline(grid.cell(m_p.selected->y, m_p.selected->x), grid.radius(), 2, 2);
        }
        if (!m_p.hover || !m_p.walk) return;
        const auto& [part, map, y, x] = *m_p.hover;
        const auto ring = [&](const GridPlace& grid, int cy, int cx) {
            m_grid.outline(grid.cell(cy, cx), grid.radius(), 2, 0);
        };
        ring(gridOf(part), y, x);
        if (part == "output") m_grid.outline(windowRect(y, x), m_l.input.radius() + 4, 2, 1);
        if (part == "input")
            for (const cnn::Place& o : m_p.walk->outputsFedBy(y, x)) ring(m_l.output, o.y, o.x);
        if (part == "kernel")
            for (const cnn::Place& i : m_p.walk->inputsMetBy(y, x)) ring(m_l.input, i.y, i.x);
    }
    const GridPlace& gridOf(const QString& part) const {
        return part == "input" ? m_l.input : part == "kernel" ? m_l.kernel : m_l.output;
    }
    QPainter& m_painter;
    const Style& m_style;
    const Palette& m_colors;
    const WindowPicture& m_p;
    const WindowLayout& m_l;
    GridPainter m_grid;
    double m_unit;
    cnn::WindowStep m_step;
    std::set<std::pair<int, int>> m_unreached;
};

QString valuesText(const cnn::Tensor& t, int count) {
    QStringList all;
    for (int i = 0; i < count; ++i)
        all << QString::fromStdString(cnn::writtenValue(t.values()[static_cast<std::size_t>(i)]));
    return all.join(" ");
}

} // namespace

WindowFigure::WindowFigure(WindowPicture picture, QSizeF size, const Style& style)
    : m_picture(std::move(picture)), m_size(size), m_layout(layOut(m_picture, size, style)) {}

void WindowFigure::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    Painting(painter, style, m_picture, m_layout).all(m_size);
}

QString describeWindow(const WindowPicture& picture) {
    const cnn::Shape& in = picture.task.input.shape();
    const auto& [y, x] = picture.task.window;
    QStringList parts{picture.headline + ".", tr("Input %1.").arg(times(in.h, in.w))};
    parts << (picture.isConvolution() ? tr("Kernel %1.") : picture.operationName() + tr(" of %1."))
                 .arg(times(y.kernel, x.kernel));
    if (!picture.walk) return (parts << picture.misfit).join(" ");
    const cnn::WindowStep step = picture.step();
    const std::string sum = cnn::writeSum(picture.task, step, picture.shown).line();
    const cnn::Shape& out = picture.walk->output().shape();
    parts << tr("Output %1.").arg(times(out.h, out.w));
    parts << stepPlace(picture) + ": " + QString::fromStdString(sum) + ".";
    const bool whole = picture.shown == static_cast<int>(step.terms.size());
    const int done = picture.cell + (whole ? 1 : 0);
    if (done > 0) parts << tr("Output so far: %1.").arg(valuesText(picture.walk->output(), done));
    if (const QString hover = hoverSentence(picture); !hover.isEmpty()) parts << hover;
    return parts.join(" ");
}

QString WindowFigure::describe() const {
    return describeWindow(m_picture);
}

std::optional<CellRef> WindowFigure::cellAt(QPointF point) const {
    if (auto cell = m_layout.input.at(point)) return cell;
    if (m_picture.isConvolution())
        if (auto cell = m_layout.kernel.at(point)) return cell;
    if (m_picture.walk) return m_layout.output.at(point);
    return std::nullopt;
}

QRectF WindowFigure::cellRect(const CellRef& cell) const {
    for (const GridPlace* grid : {&m_layout.input, &m_layout.kernel, &m_layout.output})
        if (grid->part == cell.part) return grid->cell(cell.y, cell.x);
    return {};
}

} // namespace ui
