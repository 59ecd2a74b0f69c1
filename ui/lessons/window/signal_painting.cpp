#include "ui/lessons/window/signal_painting.h"

#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/lessons/window/sum_card.h"
#include "ui/lessons/window/sum_line.h"
#include "ui/lessons/window/window_words.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
SignalPainting::SignalPainting(QPainter& painter, const Style& style, const WindowPicture& picture,
                               const SignalLayout& layout, std::function<QRectF(int)> kernelCell)
    : m_painter(painter), m_style(style), m_colors(style.colors()), m_p(picture), m_l(layout),
      m_kernelCell(std::move(kernelCell)), m_grid(painter, style), m_unit(layout.frame.unit),
      m_in(curveOf(layout.input, picture.task.input)) {
    if (!m_p.walk) return;
    m_out = curveOf(layout.output, m_p.walk->output());
    m_step = m_p.step();
}

void SignalPainting::all() {
    paintHeadings(m_painter, m_style, m_l.frame, m_p.headline, m_p.line);
    if (m_p.walk) beams();
    input();
    cells();
    if (m_p.walk) {
        output();
        links();
    } else {
        m_painter.fillRect(QRectF(m_l.output.left(), m_l.output.top(), 4, 40 * m_unit), m_colors.error);
        drawLine(m_painter, {{m_p.misfit, m_colors.text}}, m_l.output.left() + 14, m_l.output.top() + 26 * m_unit,
                 17.5 * m_unit);
    }
    paintSentence(m_painter, m_style, m_l.frame, m_l.sentence, stepPlace(m_p), stepSentence(m_p));
    if (m_style.presenting)
        paintSumLines(m_painter, sumLines(m_colors, m_p, m_l.card.size(), 24 * m_unit, 17 * m_unit), m_l.card);
    else
        paintSumCard(m_painter, m_style, m_p, m_l.card, m_unit);
}

// Zero always belongs to it, so that signs can be seen.
SignalPainting::Curve SignalPainting::curveOf(const QRectF& area, const cnn::Tensor& values) {
    const auto [low, high] = std::minmax_element(values.values().begin(), values.values().end());
    Curve curve{area, std::min(0.0, static_cast<double>(*low)), std::max(0.0, static_cast<double>(*high))};
    if (curve.high == curve.low) curve.high = curve.low + 1;
    return curve;
}

void SignalPainting::label(const QRectF& area, const QString& name, const QColor& colour, const QString& size) {
    drawLine(m_painter, {{name, colour, Weight::Bold}, {"  " + size, m_colors.dim}}, area.left(),
             area.top() - 10 * m_unit, m_l.frame.label());
}

void SignalPainting::axes(const Curve& curve, bool numbersBelow) {
    const double pixels = std::max(12.5, (m_style.presenting ? 14 : 13) * m_unit);
    for (const double value : {curve.low, 0.0, curve.high}) {
        const double y = curve.y(value);
        if (value != 0 && std::abs(y - curve.y(0)) < pixels) continue;
        m_painter.setPen(QPen(value == 0 ? m_colors.lineStrong : m_colors.line, 1));
        m_painter.drawLine(QPointF(curve.area.left(), y), QPointF(curve.area.right(), y));
        const TextLine number{{written(value, 1), m_colors.dim}};
        drawLine(m_painter, number, curve.area.left() - 8 * m_unit - lineWidth(number, pixels), y + 0.35 * pixels,
                 pixels);
    }
    if (!numbersBelow) return;
    const int samples = m_p.task.input.shape().w, every = samples > 60 ? 20 : samples > 24 ? 10 : 5;
    for (int i = 0; i < samples; i += every) {
        const TextLine number{{QString::number(i + 1), m_colors.dim}};
        drawLine(m_painter, number, m_l.sampleX(i) - lineWidth(number, pixels) / 2, curve.area.bottom() + 1.5 * pixels,
                 pixels);
    }
    const TextLine unit{{ui::tr("sample"), m_colors.dim}};
    drawLine(m_painter, unit, m_l.frame.right - lineWidth(unit, pixels), curve.area.bottom() + 1.5 * pixels, pixels);
}

void SignalPainting::line(const Curve& curve, const QColor& colour, int count,
                          const std::function<QPointF(int)>& point) {
    QPolygonF points;
    for (int i = 0; i < count; ++i) points << point(i);
    m_painter.save();
    m_painter.setClipRect(curve.area.adjusted(-8, -8, 8, 8), Qt::IntersectClip);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(colour, 2.2 * m_unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.drawPolyline(points);
    if (m_l.pitch >= 7) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colour);
        for (const QPointF& at : points) m_painter.drawEllipse(at, 2.6 * m_unit, 2.6 * m_unit);
    }
    m_painter.restore();
}

QRectF SignalPainting::windowBand() const {
    const cnn::Axis& x = m_p.task.window.x;
    const double left = m_l.sampleX(x.tap(m_p.cell, 0) - 0.5),
                 right = m_l.sampleX(x.tap(m_p.cell, 0) + x.extent() - 0.5);
    return {left, m_l.input.top() - 4, right - left, m_l.input.height() + 8};
}

double SignalPainting::outputX(int index) const {
    const cnn::Axis& x = m_p.task.window.x;
    return m_l.sampleX(x.tap(index, 0) + (x.extent() - 1) / 2.0);
}

QPointF SignalPainting::outputPoint(int index) const {
    return {outputX(index), m_out.y(static_cast<double>(m_p.walk->output().at(0, 0, index)))};
}

// From the window on the curve to its cells, and from the kernel to the output's point.
void SignalPainting::beams() {
    const cnn::Axis& x = m_p.task.window.x;
    const QRectF band = windowBand();
    const QRectF cells = m_l.cells.cells(0, x.tap(m_p.cell, 0), 1, x.extent()).adjusted(-4, -4, 4, 4);
    const QRectF kernel = m_kernelCell(0).united(m_kernelCell(x.kernel - 1));
    const double to = outputX(m_p.cell), end = m_p.hidesResult() ? m_out.y(0) : outputPoint(m_p.cell).y();
    QColor fill = m_colors.now, edge = m_colors.now;
    fill.setAlphaF(0.07F);
    edge.setAlphaF(0.6F);
    const auto beam = [&](QPointF a, QPointF b, QPointF c, QPointF d) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(fill);
        m_painter.drawPolygon(QPolygonF{{a, b, c, d}});
        m_painter.setPen(QPen(edge, 1.5));
        m_painter.drawLine(a, d);
        m_painter.drawLine(b, c);
    };
    beam(band.bottomLeft(), band.bottomRight(), cells.topRight(), cells.topLeft());
    beam(kernel.bottomLeft(), kernel.bottomRight(), QPointF(to, end), QPointF(to, end));
}

void SignalPainting::input() {
    label(m_l.input, ui::tr("Input"), m_colors.input, ui::tr("%1 samples").arg(m_p.task.input.shape().w));
    if (m_p.walk) m_painter.fillRect(windowBand(), m_colors.nowTint);
    axes(m_in, false);
    line(m_in, m_colors.input, m_p.task.input.shape().w,
         [this](int i) { return QPointF(m_l.sampleX(i), m_in.y(static_cast<double>(m_p.task.input.at(0, 0, i)))); });
    if (m_p.walk) m_grid.frame(windowBand(), m_l.pitch * m_p.task.window.x.extent() < 26 ? 2.5 : 4, 4);
}

void SignalPainting::cells() {
    const int n = m_p.task.input.shape().w;
    const auto term = [&](int column) -> const cnn::Term* {
        for (const cnn::Term& t : m_step.terms)
            if (t.inX == column) return &t;
        return nullptr;
    };
    for (int i = m_l.cells.firstColumn; i < m_l.cells.firstColumn + m_l.cells.columns; ++i) {
        CellLook look{m_colors.surface, m_colors.dim, m_colors.line};
        look.hatched = i < 0 || i >= n;
        if (term(i)) {
            look.ground = m_colors.nowTint;
            look.digit = look.hatched ? m_colors.text : m_colors.input;
            look.weight = Weight::Bold;
        }
        m_grid.ground(m_l.cells, 0, i, look);
        m_grid.digit(m_l.cells, 0, i, look.hatched ? 0.0F : m_p.task.input.at(0, 0, i), look);
    }
    const cnn::Axis& x = m_p.task.window.x;
    if (m_p.walk) m_grid.frame(m_l.cells.cells(0, x.tap(m_p.cell, 0), 1, x.extent()), 4, m_l.cells.radius());
    for (int kx = 0; kx < x.kernel; ++kx) {
        const QRectF at = m_kernelCell(kx);
        const double gap = m_l.cells.gap() / 2;
        const GridPlace one{"kernel", at.topLeft() - QPointF(gap, gap), m_l.cells.side, 1, 1, 0, 0};
        const CellLook look{m_colors.kernelTint, m_colors.kernel, m_colors.line, Weight::SemiBold};
        m_grid.ground(one, 0, 0, look);
        m_grid.digit(one, 0, 0, m_p.task.kernel.at(0, 0, kx), look);
    }
    const QRectF last = m_kernelCell(x.kernel - 1);
    QString size = QString("1 × %1").arg(x.kernel);
    if (m_p.flipped) size += ui::tr(", flipped");
    const TextLine name{{ui::tr("Kernel"), m_colors.kernel, Weight::Bold}, {"  " + size, m_colors.dim}};
    const double pixels = 17.5 * m_unit, width = lineWidth(name, pixels), y = last.center().y() + 0.35 * pixels;
    const bool right = last.right() + 16 * m_unit + width < m_l.frame.right;
    drawLine(m_painter, name, right ? last.right() + 16 * m_unit : m_kernelCell(0).left() - 16 * m_unit - width, y,
             pixels);
}

void SignalPainting::output() {
    label(m_l.output, ui::tr("Output"), m_colors.output, ui::tr("%1 samples").arg(m_p.walk->size()));
    axes(m_out, true);
    const bool whole = m_p.shown == static_cast<int>(m_step.terms.size()) && !m_p.hidesResult();
    line(m_out, m_colors.output, m_p.cell + (whole ? 1 : 0), [this](int i) { return outputPoint(i); });
    if (!whole) return;
    const QPointF now = outputPoint(m_p.cell);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_colors.now);
    m_painter.drawEllipse(now, 6 * m_unit, 6 * m_unit);
    const double pixels = 19 * m_unit;
    const TextLine value{
        {written(static_cast<double>(m_p.walk->output().at(0, 0, m_p.cell))), m_colors.now, Weight::Bold}};
    const double x = std::min(now.x() + 12 * m_unit, m_l.frame.right - lineWidth(value, pixels));
    drawLine(m_painter, value, x, std::max(now.y() - 8 * m_unit, m_out.area.top() + 4), pixels);
}

// What is pointed at and what it belongs to, in `text` instead of the accent; and the keyboard's cell.
void SignalPainting::links() {
    if (m_p.selected) {
        const bool kernel = m_p.selected->part == "kernel";
        m_grid.outline(kernel ? m_kernelCell(m_p.selected->x) : m_l.cells.cell(0, m_p.selected->x), m_l.cells.radius(),
                       2, 2);
    }
    if (!m_p.hover) return;
    const auto& [part, map, y, x] = *m_p.hover;
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_colors.text, 2));
    const double r = 6 * m_unit;
    const auto ringIn = [&](int i) {
        if (i >= 0 && i < m_p.task.input.shape().w)
            m_painter.drawEllipse(QPointF(m_l.sampleX(i), m_in.y(static_cast<double>(m_p.task.input.at(0, 0, i)))), r,
                                  r);
    };
    if (part == "input") {
        ringIn(x);
        for (const cnn::Place& o : m_p.walk->outputsFedBy(0, x))
            if (!m_p.hidesOutput(o.x)) m_painter.drawEllipse(outputPoint(o.x), r, r);
    } else if (part == "output") {
        if (!m_p.hidesOutput(x)) m_painter.drawEllipse(outputPoint(x), r, r);
        for (const cnn::Term& t : m_p.walk->at(x).terms) ringIn(t.inX);
    } else {
        m_grid.outline(m_kernelCell(x), m_l.cells.radius(), 2, 0);
    }
}

} // namespace ui
