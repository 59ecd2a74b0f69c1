#include "ui/lessons/backward/pool_gradient_figure.h"

#include "core/walk/channel_walk.h"
#include "core/walk/written_sum.h"
#include "core/walk/written_total.h"
#include "ui/figure/grid_painter.h"
#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/figure/yielding.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QString inside(float v) {
    return v < 0 ? "(" + written(v) + ")" : written(v);
}
QString inside(const cnn::Decimal& d) {
    return QString::fromStdString(cnn::inParentheses(d));
}
QString valuesText(const cnn::Tensor& t) {
    QStringList all;
    for (const float v : t.values()) all << written(v);
    return all.join(" ");
}

// One painting of the figure.
class Painting {
public:
    // resting: nothing is now.
    Painting(QPainter& painter, const Style& style, const PoolGradientPicture& p, const PoolGradientLayout& layout,
             NowParts now, bool resting = false)
        : m_painter(painter), m_style(style), m_c(style.colors()), m_p(p), m_l(layout), m_frame(layout.frame),
          m_now(std::move(now)), m_resting(resting), m_grid(painter, style), m_step(p.walk->at(p.cell)),
          m_shares(p.shares()), m_sum(p.soFar()) {
        if (p.hidesShares()) m_shares.clear();
    }

    bool shared(int y, int x) const {
        return std::ranges::any_of(m_shares, [&](const auto& s) { return s.y == y && s.x == x; });
    }
    // Up to the next grid; on two lines where the name is too long for one.
    void label(const GridPlace& grid, double end, const QString& name, const QColor& colour, bool hidden = false) {
        const QString size = hidden ? QString("? × ?") : QString("%1 × %2").arg(grid.rows).arg(grid.columns);
        const TextRun first{name, colour, Weight::Bold}, second{"  " + size, m_c.dim};
        const double left = grid.rect().left() + grid.gap() / 2, room = end - left, usual = m_frame.label();
        const double least = std::max(12.0, 0.85 * usual), top = grid.rect().top();
        if (lineWidth({first, second}, least) <= room) {
            const double pixels = std::floor(fittingSize({first, second}, room, usual, 12));
            drawLine(m_painter, {first, second}, left, top - (m_frame.presenting ? 9 : 16) * m_frame.unit, pixels);
            return;
        }
        const qsizetype middle = name.indexOf(' ', name.size() / 2 - 1); // "Input gradient" over "so far  3 × 3"
        const TextRun above{name.left(middle), colour, Weight::Bold},
            below{middle < 0 ? QString() : name.mid(middle + 1), colour, Weight::Bold},
            beside{middle < 0 ? size : second.text, m_c.dim};
        const double pixels =
            std::floor(std::min(fittingSize({above}, room, least, 12), fittingSize({below, beside}, room, least, 12)));
        const double y = top - 0.45 * pixels - (m_frame.presenting ? 2 : 4) * m_frame.unit;
        drawLine(m_painter, {above}, left, y - 1.15 * pixels, pixels);
        drawLine(m_painter, {below, beside}, left, y, pixels);
    }
    template<class Look, class Value> void cells(const GridPlace& grid, Look look, Value value) {
        for (int y = grid.firstRow; y < grid.firstRow + grid.rows; ++y)
            for (int x = grid.firstColumn; x < grid.firstColumn + grid.columns; ++x) {
                m_grid.ground(grid, y, x, look(y, x));
                m_grid.digit(grid, y, x, value(y, x), look(y, x));
            }
    }
    // Input: the window now; whoever won is circled, earlier winners too.
    void input(const GridPlace& grid) {
        const cnn::Tensor& in = m_p.walk->task().input;
        const auto real = [&](int y, int x) { return y >= 0 && x >= 0 && y < in.shape().h && x < in.shape().w; };
        const auto look = [&](int y, int x) {
            CellLook l{m_c.surface, m_c.dim, m_c.line};
            l.hatched = !real(y, x);
            l.empty = l.hatched && m_p.isMaximum(); // no number: it never wins
            const bool read = !m_resting && std::ranges::any_of(m_step.terms, [&](const cnn::Term& t) {
                return t.inY == y && t.inX == x;
            });
            if (!read) return l;
            l.ground = m_c.nowTint;
            l.digit = l.hatched ? m_c.text : m_c.input;
            l.weight = Weight::Bold;
            return l;
        };
        cells(grid, look, [&](int y, int x) { return real(y, x) ? in.at(0, y, x) : 0.0F; });
        if (m_resting) return;
        frame(0);
        if (m_step.winner < 0 || m_p.hidesShares()) return;
        const cnn::Term& won = m_step.terms[static_cast<std::size_t>(m_step.winner)];
        m_grid.circle(grid.cell(won.inY, won.inX), true);
    }
    void gradient(const GridPlace& grid) {
        const auto look = [&](int y, int x) {
            const bool now = !m_resting && y == m_step.outY && x == m_step.outX;
            return CellLook{now ? m_c.nowTint : m_c.outputTint, now ? m_c.now : m_c.output, m_c.line,
                            now ? Weight::Bold : Weight::SemiBold};
        };
        cells(grid, look, [&](int y, int x) { return m_p.gradient.at(0, y, x); });
        if (!m_resting) frame(1);
    }
    void output(const GridPlace& grid) {
        if (m_p.covered == "size")
            return m_grid.covered(grid.rect().adjusted(2, 2, -2, -2), grid.radius(), 72 * m_frame.unit);
        const auto look = [&](int y, int x) {
            if (m_p.covered == "map") return coveredLook(m_c);
            if (!m_resting && shared(y, x)) return CellLook{m_c.nowTint, m_c.now, m_c.line, Weight::Bold};
            if (m_sum.at(0, y, x) != 0) return CellLook{m_c.surface, m_c.input, m_c.line, Weight::SemiBold};
            return CellLook{m_c.surface, m_c.dim, m_c.line};
        };
        cells(grid, look, [&](int y, int x) { return m_sum.at(0, y, x); });
        if (!m_resting && m_now.frames.size() > 2) frame(2);
    }
    // The cells that this part of a frame passes.
    void passed(const GridPlace& grid, const QRectF& where) {
        const cnn::Tensor& in = m_p.walk->task().input;
        grid.forCellsIn(where, [&](int y, int x) {
            const bool input = grid.part == "input", inside = y >= 0 && x >= 0 && y < in.shape().h && x < in.shape().w;
            if (input && !inside) return;
            const float value = input                     ? in.at(0, y, x)
                                : grid.part == "gradient" ? m_p.gradient.at(0, y, x)
                                                          : m_sum.at(0, y, x);
            const CellLook look{m_c.nowTint, input ? m_c.input : m_c.now, m_c.line, Weight::Bold};
            m_grid.ground(grid, y, x, look);
            m_grid.digit(grid, y, x, value, look);
        });
    }
    void card(QRectF rect) {
        const bool presenting = m_frame.presenting; // then without a box, and the sum larger than the words
        m_painter.setPen(presenting ? QPen(Qt::NoPen) : QPen(m_c.line, 1));
        m_painter.setBrush(presenting ? QBrush(Qt::NoBrush) : QBrush(m_c.surface));
        m_painter.drawRoundedRect(rect, 12, 12);
        const double pad = presenting ? 0 : 28 * m_frame.unit, width = rect.width() - 2 * pad;
        const TextLine first{{m_p.shownSentence(), m_c.text}};
        const QString sum = m_p.covered.isEmpty() ? m_p.sum() : QString();
        const auto end = sum.lastIndexOf(' ') + 1; // the number after the last "="
        const TextLine second{{sum.left(end), m_c.text}, {sum.mid(end), m_c.now, Weight::Bold, 1.25}};
        drawLine(m_painter, first, rect.left() + pad, rect.top() + rect.height() * 0.38,
                 fittingSize(first, width, (presenting ? 16 : 26) * m_frame.unit, 12));
        drawLine(m_painter, second, rect.left() + pad, rect.top() + rect.height() * 0.78,
                 fittingSize(second, width, (presenting ? 24 : 36) * m_frame.unit, 14));
    }
    void selected(const GridPlace& grid) {
        if (m_p.selected && m_p.selected->part == grid.part)
            m_grid.outline(grid.cell(m_p.selected->y, m_p.selected->x), grid.radius(), 2, 2);
    }
    void all() {
        const auto& [frame, in, grad, out, cardRect] = m_l;
        const double apart = 14 * frame.unit;
        paintHeadings(m_painter, m_style, frame, m_p.headline, m_p.line);
        label(in, grad.rect().left() - apart, ui::tr("Input"), m_c.input);
        label(grad, out.rect().left() - apart, ui::tr("Output gradient"), m_c.output);
        label(out, frame.right + 1,
              m_p.cell + 1 < m_p.walk->size() ? ui::tr("Input gradient so far") : ui::tr("Input gradient"), m_c.input,
              m_p.covered == "size");
        for (const Beam& beam : m_now.beams)
            if (!m_resting) paintBeam(m_painter, m_c, beam);
        input(in);
        gradient(grad);
        output(out);
        for (const GridPlace* grid : {&in, &grad, &out}) selected(*grid);
        card(cardRect);
    }

private:
    void frame(std::size_t index) {
        const NowFrame& now = m_now.frames[index];
        m_grid.frame(now.cells, now.width, now.radius);
    }
    QPainter& m_painter;
    const Style& m_style;
    const Palette& m_c;
    const PoolGradientPicture& m_p;
    const PoolGradientLayout& m_l;
    const StageFrame& m_frame;
    NowParts m_now;
    bool m_resting;
    GridPainter m_grid;
    cnn::WindowStep m_step;
    std::vector<cnn::GradientShare> m_shares;
    cnn::Tensor m_sum;
};

PoolGradientLayout layOutAt(const PoolGradientPicture& p, QSizeF size, const Style& style) {
    PoolGradientLayout l{StageFrame(size, style), {}, {}, {}, {}};
    const StageFrame& frame = l.frame;
    const cnn::Shape in = p.walk->task().input.shape(), out = p.walk->output().shape();
    const cnn::Window& w = p.walk->task().window;
    const double u = frame.unit, cardHeight = frame.presenting ? 70 * u : std::min(164 * u, size.height() * 0.3);
    l.card = QRectF(frame.left, frame.zone.bottom() - cardHeight, frame.right - frame.left, cardHeight);
    const double top = frame.zone.top() + (frame.presenting ? 26 : 36) * u;
    const double height = l.card.top() - (frame.presenting ? 8 : 30) * u - top;
    const int rows = std::max(w.y.padded(in.h), out.h), columns = w.x.padded(in.w) + out.w + in.w;
    const double gap = (frame.presenting ? 56 : 90) * u; // also room for the names
    const double side = std::floor(std::clamp(std::min((l.card.width() - 2 * gap) / columns, height / rows), 6.0,
                                              (frame.presenting ? 75 : 120) * u));
    const double middle = top + height * 0.48;
    const auto place = [&](const char* part, int r, int c, double x) {
        return GridPlace{part, {x, middle - r * side / 2}, side, r, c, 0, 0};
    };
    const double inset = GridPlace{"", {}, side, 1, 1, 0, 0}.gap() / 2;
    l.input = place("input", w.y.padded(in.h), w.x.padded(in.w), frame.left - inset);
    l.input.firstRow = -w.y.padBefore;
    l.input.firstColumn = -w.x.padBefore;
    l.output = place("output", in.h, in.w, frame.right + inset - in.w * side);
    const double between = (l.input.rect().right() + l.output.rect().left()) / 2;
    l.gradient = place("gradient", out.h, out.w, between - out.w * side / 2);
    return l;
}

} // namespace

QString PoolGradientPicture::sentence() const {
    const cnn::WindowStep step = walk->at(cell);
    const float g = gradient.at(0, step.outY, step.outX);
    if (!isMaximum()) {
        const auto count = static_cast<int>(step.terms.size());
        const float share = g / static_cast<float>(count);
        const bool exact = std::abs(written(share).replace(QChar(0x2212), '-').toDouble() * count -
                                    static_cast<double>(g)) <= 1e-6 * std::max(1.0, std::abs(static_cast<double>(g)));
        return (exact ? ui::tr("The gradient %1 is shared by the %2 cells of the window: %3 for each.")
                      : ui::tr("The gradient %1 is shared by the %2 cells of the window: about %3 for each."))
            .arg(written(g))
            .arg(count)
            .arg(written(share));
    }
    const auto maximum = cnn::writeSum(walk->task(), step, static_cast<int>(step.terms.size())).line();
    return ui::tr("%1, so the gradient %2 goes to the %3; the others get nothing.")
        .arg(QString::fromStdString(maximum), written(g), written(step.result));
}

QString PoolGradientPicture::shownSentence() const {
    return hidesShares() ? ui::tr("Where does this gradient go?") : sentence();
}

QString PoolGradientPicture::sum() const {
    const auto all = shares();
    if (all.empty()) return {};
    const auto& [y, x, value] = all.front();
    const float before = cnn::pooledGradient(*walk, gradient, cell).at(0, y, x);
    const double terms[] = {static_cast<double>(before), static_cast<double>(value)};
    const cnn::WrittenTotal total = cnn::writeTotal(terms, 4); // re-adds as written
    const QString sum = total.writable ? QString("%1 + %2 = %3")
                                             .arg(inside(total.addends[0]), inside(total.addends[1]),
                                                  QString::fromStdString(total.total.text()))
                                       : ui::tr("%1 and %2 are added").arg(inside(before), inside(value));
    return ui::tr("Row %1, column %2 of the input: %3").arg(y + 1).arg(x + 1).arg(sum);
}

PoolGradientFigure::PoolGradientFigure(PoolGradientPicture picture, QSizeF size, const Style& style)
    : m_picture(std::move(picture)), m_size(size),
      m_l(yieldingTo([](const PoolGradientLayout& l) { return l.input.side; }, style,
                     [&](const Style& s) { return layOutAt(m_picture, size, s); })) {}

void PoolGradientFigure::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    paintGround(painter, m_size, style);
    Painting(painter, style, m_picture, m_l, now()).all();
}

// ---- motion --------------------------------------------------------------------------------------------------------

// The window, the gradient's cell, and what gets it with a beam between, where that is not asked.
NowParts PoolGradientFigure::now() const {
    const cnn::WindowStep step = m_picture.walk->at(m_picture.cell);
    const auto& [y, x] = m_picture.walk->task().window;
    const double width = nowFrameWidth(m_l.input.side, m_l.frame.presenting), radius = m_l.input.radius();
    const QRectF source = m_l.gradient.cell(step.outY, step.outX);
    NowParts now{{},
                 {{m_l.input.cells(y.tap(step.outY, 0), x.tap(step.outX, 0), y.extent(), x.extent()), width, radius},
                  {source, width, radius}}};
    const auto shares = m_picture.shares();
    if (m_picture.hidesShares() || shares.empty()) return now;
    QRectF target = m_l.output.cell(shares.front().y, shares.front().x);
    for (const auto& s : shares) target = target.united(m_l.output.cell(s.y, s.x));
    if (m_picture.covered != "size") now.frames.push_back({target, width, radius});
    const QRectF room(QPointF(m_l.gradient.rect().right(), 0), QPointF(m_l.output.rect().left(), m_l.card.bottom()));
    if (m_picture.covered.isEmpty())
        now.beams.push_back(
            {source.topRight(), source.bottomRight(), target.topLeft(), target.bottomLeft(), room, room});
    return now;
}

std::unique_ptr<Motion> PoolGradientFigure::motionFrom(const Figure& before) const {
    const auto* was = dynamic_cast<const PoolGradientFigure*>(&before);
    if (!was || was->m_picture.walk != m_picture.walk || was->m_picture.covered != m_picture.covered) return nullptr;
    const NowParts parts = now();
    const bool flies = m_picture.cell > was->m_picture.cell && !parts.beams.empty();
    return stepBetween(*was, *this,
                       flies ? std::optional(Flight{digitIn(parts.frames[1].cells), digitIn(parts.frames[2].cells)})
                             : std::nullopt);
}

void PoolGradientFigure::paintAtRest(QPainter& painter, const Style& style, const SteppingFigure&) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    paintGround(painter, m_size, style);
    Painting(painter, style, m_picture, m_l, now(), true).all();
}

void PoolGradientFigure::paintHot(QPainter& painter, const Style& style, std::size_t frame, const QRectF& where) const {
    Painting(painter, style, m_picture, m_l, now(), true)
        .passed(frame == 0   ? m_l.input
                : frame == 1 ? m_l.gradient
                             : m_l.output,
                where);
}

void PoolGradientFigure::paintFlying(QPainter& painter, const Style& style, const QRectF& at) const {
    const cnn::WindowStep step = m_picture.walk->at(m_picture.cell);
    const float gradient = m_picture.gradient.at(0, step.outY, step.outX);
    paintFlyingText(painter, style.colors(), {{written(gradient), style.colors().now, Weight::Bold}}, at);
}

QString PoolGradientFigure::describe() const {
    QStringList said{m_picture.headline + ".", ui::tr("Input %1.").arg(valuesText(m_picture.walk->task().input)),
                     ui::tr("Output gradient %1.").arg(valuesText(m_picture.gradient)), m_picture.shownSentence()};
    if (m_picture.covered.isEmpty()) said << m_picture.sum() + ".";
    said << ui::tr("Input gradient so far: %1.")
                .arg(m_picture.hidesGradient() ? ui::tr("covered") : valuesText(m_picture.soFar()));
    return said.join(' ');
}

std::optional<CellRef> PoolGradientFigure::cellAt(QPointF point) const {
    for (const GridPlace* grid : {&m_l.input, &m_l.gradient})
        if (auto cell = grid->at(point)) return cell;
    return m_picture.covered == "size" ? std::nullopt : m_l.output.at(point);
}

QRectF PoolGradientFigure::cellRect(const CellRef& cell) const {
    for (const GridPlace* grid : {&m_l.input, &m_l.gradient, &m_l.output})
        if (grid->part == cell.part) return grid->cell(cell.y, cell.x);
    return {};
}

} // namespace ui
