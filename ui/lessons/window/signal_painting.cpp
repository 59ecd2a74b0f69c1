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
namespace {

double outputX(const WindowPicture& p, const SignalLayout& l, int index) {
    const cnn::Axis& x = p.task.window.x;
    return l.sampleX(x.tap(index, 0) + (x.extent() - 1) / 2.0);
}

QRectF windowBand(const WindowPicture& p, const SignalLayout& l) {
    const cnn::Axis& x = p.task.window.x;
    const double left = l.sampleX(x.tap(p.cell, 0) - 0.5), right = l.sampleX(x.tap(p.cell, 0) + x.extent() - 0.5);
    return {left, l.input.top() - 4, right - left, l.input.height() + 8};
}

} // namespace

SignalPainting::SignalPainting(QPainter& painter, const Style& style, const WindowPicture& picture,
                               const SignalLayout& layout, std::function<QRectF(int)> kernelCell)
    : m_painter(painter), m_style(style), m_colors(style.colors()), m_p(picture), m_l(layout),
      m_kernelCell(std::move(kernelCell)), m_grid(painter, style), m_unit(layout.frame.unit),
      m_in(SignalCurve::of(layout.input, picture.task.input)) {
    if (!m_p.walk) return;
    m_out = SignalCurve::of(layout.output, m_p.walk->output());
    m_step = m_p.step();
    m_now = signalNow(m_p, m_l);
}

void SignalPainting::all() {
    paintHeadings(m_painter, m_style, m_l.frame, m_p.headline, m_p.line);
    beams(m_now.beams);
    input();
    cells(m_l.cells, m_p.walk ? m_p.task.window.x.tap(m_p.cell, 0) : 0);
    if (m_p.walk) m_grid.frame(m_now.frames[1].cells, m_now.frames[1].width, m_now.frames[1].radius);
    kernel();
    if (m_p.walk) {
        output();
        links();
    } else {
        m_painter.fillRect(QRectF(m_l.output.left(), m_l.output.top(), 4, 40 * m_unit), m_colors.error);
        drawLine(m_painter, {{m_p.misfit, m_colors.text}}, m_l.output.left() + 14, m_l.output.top() + 26 * m_unit,
                 17.5 * m_unit);
    }
    sum();
}

void SignalPainting::atRest() {
    paintHeadings(m_painter, m_style, m_l.frame, m_p.headline, m_p.line);
    inputLabel();
    inputLine();
    label(m_l.output, ui::tr("Output"), m_colors.output, ui::tr("%1 samples").arg(m_p.walk->size()));
    axes(m_out, true);
    outputLine(m_p.finished());
    sum();
}

// The samples pass by under the window.
void SignalPainting::moving(const NowParts& at) {
    beams(at.beams);
    band(at.frames[0]);
    const NowFrame& frame = at.frames[1];
    const double window = (at.frames[0].cells.left() - m_l.first) / m_l.pitch + 0.5;
    GridPlace row = m_l.cells;
    row.corner.setX(frame.cells.left() - row.gap() / 2 + (row.firstColumn - window) * row.side);
    m_painter.save();
    m_painter.setClipRect(m_l.cells.rect(), Qt::IntersectClip);
    const int hidden = static_cast<int>(std::ceil(std::abs(row.corner.x() - m_l.cells.corner.x()) / row.side));
    row.firstColumn -= hidden;
    row.columns += 2 * hidden;
    row.corner -= QPointF(hidden * row.side, 0);
    cells(row, window);
    m_painter.restore();
    m_grid.frame(frame.cells, frame.width, frame.radius);
    kernel();
}

void SignalPainting::sum() {
    paintSentence(m_painter, m_style, m_l.frame, m_l.sentence, stepPlace(m_p), stepSentence(m_p));
    if (m_style.presenting)
        paintSumLines(m_painter, sumLines(m_colors, m_p, m_l.card.size(), 24 * m_unit, 17 * m_unit), m_l.card);
    else
        paintSumCard(m_painter, m_style, m_p, m_l.card, m_unit);
}

SignalCurve SignalCurve::of(const QRectF& area, const cnn::Tensor& values) {
    const auto [low, high] = std::minmax_element(values.values().begin(), values.values().end());
    SignalCurve curve{area, std::min(0.0, static_cast<double>(*low)), std::max(0.0, static_cast<double>(*high))};
    if (curve.high == curve.low) curve.high = curve.low + 1;
    return curve;
}

void SignalPainting::label(const QRectF& area, const QString& name, const QColor& colour, const QString& size) {
    drawLine(m_painter, {{name, colour, Weight::Bold}, {"  " + size, m_colors.dim}}, area.left(),
             area.top() - 10 * m_unit, m_l.frame.label());
}

void SignalPainting::axes(const SignalCurve& curve, bool numbersBelow) {
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
    const TextLine unit{{ui::tr("input sample"), m_colors.dim}};
    drawLine(m_painter, unit, m_l.frame.right - lineWidth(unit, pixels), curve.area.bottom() + 1.5 * pixels, pixels);
}

void SignalPainting::line(const SignalCurve& curve, const QColor& colour, int count,
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

QPointF SignalPainting::outputPoint(int index) const {
    return {outputX(m_p, m_l, index), m_out.y(static_cast<double>(m_p.walk->output().at(0, 0, index)))};
}

void SignalPainting::beams(const std::vector<Beam>& beams) {
    for (const Beam& beam : beams) paintBeam(m_painter, m_colors, beam);
}

void SignalPainting::inputLabel() {
    label(m_l.input, ui::tr("Input"), m_colors.input, ui::tr("%1 samples").arg(m_p.task.input.shape().w));
}

void SignalPainting::input() {
    inputLabel();
    if (m_p.walk) m_painter.fillRect(m_now.frames[0].cells, m_colors.nowTint);
    inputLine();
    if (m_p.walk) m_grid.frame(m_now.frames[0].cells, m_now.frames[0].width, m_now.frames[0].radius);
}

void SignalPainting::inputLine() {
    axes(m_in, false);
    line(m_in, m_colors.input, m_p.task.input.shape().w,
         [this](int i) { return QPointF(m_l.sampleX(i), m_in.y(static_cast<double>(m_p.task.input.at(0, 0, i)))); });
}

// The window anywhere on the curve, which is painted once more on its ground.
void SignalPainting::band(const NowFrame& frame) {
    m_painter.save();
    m_painter.setClipRect(frame.cells, Qt::IntersectClip);
    m_painter.fillRect(frame.cells, m_colors.nowTint);
    inputLine();
    m_painter.restore();
    m_grid.frame(frame.cells, frame.width, frame.radius);
}

// window: the sample it begins with, also between two.
void SignalPainting::cells(const GridPlace& row, double window) {
    const cnn::Axis& x = m_p.task.window.x;
    const int n = m_p.task.input.shape().w;
    const auto read = [&](int column) {
        for (int kx = 0; m_p.walk && kx < x.kernel; ++kx)
            if (std::abs(window + kx * x.dilation - column) < 0.5) return true;
        return false;
    };
    for (int i = row.firstColumn; i < row.firstColumn + row.columns; ++i) {
        CellLook look{m_colors.surface, m_colors.dim, m_colors.line};
        look.hatched = i < 0 || i >= n;
        if (read(i)) {
            look.ground = m_colors.nowTint;
            look.digit = look.hatched ? m_colors.text : m_colors.input;
            look.weight = Weight::Bold;
        }
        m_grid.ground(row, 0, i, look);
        m_grid.digit(row, 0, i, look.hatched ? 0.0F : m_p.task.input.at(0, 0, i), look);
    }
}

void SignalPainting::kernel() {
    const cnn::Axis& x = m_p.task.window.x;
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
    outputLine(m_p.cell + (whole ? 1 : 0));
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

void SignalPainting::outputLine(int count) {
    line(m_out, m_colors.output, count, [this](int i) { return outputPoint(i); });
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

// From the window on the curve to its cells, and from the kernel to the output's point.
NowParts signalNow(const WindowPicture& p, const SignalLayout& l) {
    if (!p.walk) return {};
    const cnn::Axis& x = p.task.window.x;
    const QRectF band = windowBand(p, l), window = l.cells.cells(0, x.tap(p.cell, 0), 1, x.extent());
    const QRectF cells = window.adjusted(-4, -4, 4, 4), all(QPointF(0, 0), QPointF(l.frame.right, l.card.bottom()));
    const QRectF kernel = window.translated(0, l.kernelTop - l.cells.corner.y());
    const SignalCurve curve = SignalCurve::of(l.output, p.walk->output());
    const QPointF to(outputX(p, l, p.cell),
                     curve.y(p.hidesResult() ? 0 : static_cast<double>(p.walk->output().at(0, 0, p.cell))));
    return {{{band.bottomLeft(), band.bottomRight(), cells.topLeft(), cells.topRight(), all, all},
             {kernel.bottomLeft(), kernel.bottomRight(), to, to, all, all}},
            {{band, nowFrameWidth(l.pitch * x.extent(), l.frame.presenting), 4},
             {window, nowFrameWidth(l.cells.side, l.frame.presenting), l.cells.radius()}}};
}

} // namespace ui
