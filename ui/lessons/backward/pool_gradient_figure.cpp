#include "ui/lessons/backward/pool_gradient_figure.h"

#include "core/walk/channel_walk.h"
#include "core/walk/written_sum.h"
#include "core/walk/written_total.h"
#include "ui/figure/grid_painter.h"
#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
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
    Painting(QPainter& painter, const Style& style, const PoolGradientPicture& p, const StageFrame& frame)
        : m_painter(painter), m_style(style), m_c(style.colors()), m_p(p), m_frame(frame), m_grid(painter, style),
          m_step(p.walk->at(p.cell)), m_shares(p.shares()), m_sum(p.soFar()) {
        if (p.hidesShares()) m_shares.clear();
    }

    bool shared(int y, int x) const {
        return std::ranges::any_of(m_shares, [&](const auto& s) { return s.y == y && s.x == x; });
    }
    void label(const GridPlace& grid, const QString& name, const QColor& colour, bool hidden = false) {
        const QString size = hidden ? QString("  ? × ?") : QString("  %1 × %2").arg(grid.rows).arg(grid.columns);
        drawLine(m_painter, {{name, colour, Weight::Bold}, {size, m_c.dim}}, grid.rect().left() + grid.gap() / 2,
                 grid.rect().top() - (m_frame.presenting ? 9 : 16) * m_frame.unit, m_frame.label());
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
            const bool read =
                std::ranges::any_of(m_step.terms, [&](const cnn::Term& t) { return t.inY == y && t.inX == x; });
            if (!read) return l;
            l.ground = m_c.nowTint;
            l.digit = l.hatched ? m_c.text : m_c.input;
            l.weight = Weight::Bold;
            return l;
        };
        cells(grid, look, [&](int y, int x) { return real(y, x) ? in.at(0, y, x) : 0.0F; });
        const cnn::Window& w = m_p.walk->task().window;
        m_grid.frame(grid.cells(w.y.tap(m_step.outY, 0), w.x.tap(m_step.outX, 0), w.y.extent(), w.x.extent()),
                     frameWidth(grid), grid.radius());
        if (m_step.winner < 0 || m_p.hidesShares()) return;
        const cnn::Term& won = m_step.terms[static_cast<std::size_t>(m_step.winner)];
        m_grid.circle(grid.cell(won.inY, won.inX), true);
    }
    void gradient(const GridPlace& grid) {
        const auto look = [&](int y, int x) {
            const bool now = y == m_step.outY && x == m_step.outX;
            return CellLook{now ? m_c.nowTint : m_c.outputTint, now ? m_c.now : m_c.output, m_c.line,
                            now ? Weight::Bold : Weight::SemiBold};
        };
        cells(grid, look, [&](int y, int x) { return m_p.gradient.at(0, y, x); });
        m_grid.frame(grid.cell(m_step.outY, m_step.outX), frameWidth(grid), grid.radius());
    }
    void output(const GridPlace& grid) {
        if (m_p.covered == "size")
            return m_grid.covered(grid.rect().adjusted(2, 2, -2, -2), grid.radius(), 72 * m_frame.unit);
        const auto look = [&](int y, int x) {
            if (m_p.covered == "map") return coveredLook(m_c);
            if (shared(y, x)) return CellLook{m_c.nowTint, m_c.now, m_c.line, Weight::Bold};
            if (m_sum.at(0, y, x) != 0) return CellLook{m_c.surface, m_c.input, m_c.line, Weight::SemiBold};
            return CellLook{m_c.surface, m_c.dim, m_c.line};
        };
        cells(grid, look, [&](int y, int x) { return m_sum.at(0, y, x); });
        if (m_shares.empty()) return;
        QRectF target = grid.cell(m_shares.front().y, m_shares.front().x);
        for (const auto& s : m_shares) target = target.united(grid.cell(s.y, s.x));
        m_grid.frame(target, frameWidth(grid), grid.radius());
    }
    // From the gradient's cell to the cells that get it, over grounds and under digits.
    void beam(const GridPlace& from, const GridPlace& to) {
        if (m_shares.empty()) return;
        QRectF target = to.cell(m_shares.front().y, m_shares.front().x);
        for (const auto& s : m_shares) target = target.united(to.cell(s.y, s.x));
        const QRectF source = from.cell(m_step.outY, m_step.outX);
        QColor fill = m_c.now, edge = m_c.now;
        fill.setAlphaF(0.07F);
        edge.setAlphaF(0.6F);
        const QPolygonF shape({source.topRight(), target.topLeft(), target.bottomLeft(), source.bottomRight()});
        m_painter.save();
        m_painter.setClipRect(QRectF(QPointF(from.rect().right(), 0), QPointF(to.rect().left(), 1e5)),
                              Qt::IntersectClip);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(fill);
        m_painter.drawPolygon(shape);
        m_painter.setPen(QPen(edge, 1.5));
        m_painter.drawLine(shape[0], shape[1]);
        m_painter.drawLine(shape[3], shape[2]);
        m_painter.restore();
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
    void all(const GridPlace& in, const GridPlace& grad, const GridPlace& out, QRectF cardRect) {
        paintHeadings(m_painter, m_style, m_frame, m_p.headline, m_p.line);
        label(in, ui::tr("Input"), m_c.input);
        label(grad, ui::tr("Output gradient"), m_c.output);
        label(out, m_p.cell + 1 < m_p.walk->size() ? ui::tr("Input gradient so far") : ui::tr("Input gradient"),
              m_c.input, m_p.covered == "size");
        if (m_p.covered.isEmpty()) beam(grad, out);
        input(in);
        gradient(grad);
        output(out);
        for (const GridPlace* grid : {&in, &grad, &out}) selected(*grid);
        card(cardRect);
    }

private:
    static double frameWidth(const GridPlace& grid) { return grid.side < 26 ? 2.5 : 4; }
    QPainter& m_painter;
    const Style& m_style;
    const Palette& m_c;
    const PoolGradientPicture& m_p;
    const StageFrame& m_frame;
    GridPainter m_grid;
    cnn::WindowStep m_step;
    std::vector<cnn::GradientShare> m_shares;
    cnn::Tensor m_sum;
};

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
    : m_picture(std::move(picture)), m_size(size), m_frame(size, style) {
    const cnn::Shape in = m_picture.walk->task().input.shape(), out = m_picture.walk->output().shape();
    const cnn::Window& w = m_picture.walk->task().window;
    const double u = m_frame.unit, cardHeight = m_frame.presenting ? 70 * u : std::min(164 * u, size.height() * 0.3);
    m_card = QRectF(m_frame.left, m_frame.zone.bottom() - cardHeight, m_frame.right - m_frame.left, cardHeight);
    const double top = m_frame.zone.top() + (m_frame.presenting ? 26 : 36) * u;
    const double height = m_card.top() - (m_frame.presenting ? 8 : 30) * u - top;
    const int rows = std::max(w.y.padded(in.h), out.h), columns = w.x.padded(in.w) + out.w + in.w;
    const double gap = (m_frame.presenting ? 56 : 90) * u; // also room for the names
    const double side = std::floor(std::clamp(std::min((m_card.width() - 2 * gap) / columns, height / rows), 6.0,
                                              (m_frame.presenting ? 75 : 120) * u));
    const double middle = top + height * 0.48;
    const auto place = [&](const char* part, int r, int c, double x) {
        return GridPlace{part, {x, middle - r * side / 2}, side, r, c, 0, 0};
    };
    const double inset = GridPlace{"", {}, side, 1, 1, 0, 0}.gap() / 2;
    m_input = place("input", w.y.padded(in.h), w.x.padded(in.w), m_frame.left - inset);
    m_input.firstRow = -w.y.padBefore;
    m_input.firstColumn = -w.x.padBefore;
    m_output = place("output", in.h, in.w, m_frame.right + inset - in.w * side);
    const double between = (m_input.rect().right() + m_output.rect().left()) / 2;
    m_gradient = place("gradient", out.h, out.w, between - out.w * side / 2);
}

void PoolGradientFigure::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    paintGround(painter, m_size, style);
    Painting(painter, style, m_picture, m_frame).all(m_input, m_gradient, m_output, m_card);
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
    for (const GridPlace* grid : {&m_input, &m_gradient})
        if (auto cell = grid->at(point)) return cell;
    return m_picture.covered == "size" ? std::nullopt : m_output.at(point);
}

QRectF PoolGradientFigure::cellRect(const CellRef& cell) const {
    for (const GridPlace* grid : {&m_input, &m_gradient, &m_output})
        if (grid->part == cell.part) return grid->cell(cell.y, cell.x);
    return {};
}

} // namespace ui
