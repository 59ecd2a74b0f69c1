#include "ui/lessons/fit/fit_charts.h"

#include "core/walk/written_update.h"
#include "ui/lessons/fit/fit_words.h"
#include "ui/tr.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {
namespace {

constexpr int mostDots = 40;

void title(const FitBrush& b, const QRectF& card, const TextLine& line) {
    const double pad = 16 * b.unit;
    drawHeading(b, line, {card.left() + pad, card.top() + 1.7 * b.layout.labelSize}, card.width() - 2 * pad,
                b.layout.labelSize);
}

ChartBrush brushOn(const FitBrush& b, const ChartPlot& plot) {
    return {b.painter, b.style, plot, b.layout.captionSize};
}

// Where the run stands: a dot, or a cross where its numbers end.
void stand(const FitBrush& b, const ChartBrush& chart, QPointF value) {
    if (b.picture.fit->stopped() && b.picture.atEnd())
        chart.cross(value, 7 * b.unit);
    else
        chart.dot(value, 6 * b.unit);
}

// A point far outside moves closer in its own direction: painting takes long where coordinates are huge.
QPointF within(const ChartPlot& c, QPointF at) {
    const QPointF away = at - c.area.center();
    const double far = std::hypot(away.x(), away.y()), most = 3 * std::hypot(c.area.width(), c.area.height());
    return far > most ? c.area.center() + away * (most / far) : at;
}

// The ellipses of equal loss, evenly spaced: losses as squares. A flat direction makes them stripes.
void contours(const FitBrush& b, const ChartPlot& c) {
    const cnn::LossBowl& bowl = b.picture.fit->bowl();
    const double steep = bowl.curvatures[1];
    if (steep <= 0) return;
    const double shallow = std::max(bowl.curvatures[0], steep * 1e-6);
    const double dx = bowl.directions[0], dy = bowl.directions[1]; // of the shallow axis
    double farthest = 0;
    for (const double x : {c.x.from, c.x.to})
        for (const double y : {c.y.from, c.y.to}) {
            const double ex = x - bowl.minimum[0], ey = y - bowl.minimum[1];
            const double along = ex * dx + ey * dy, across = ey * dx - ex * dy;
            farthest = std::max(farthest, (shallow * along * along + steep * across * across) / 2);
        }
    constexpr int rings = 12;
    const QPointF centre = c.at(bowl.minimum[0], bowl.minimum[1]);
    const double sx = c.area.width() / (c.x.to - c.x.from), sy = c.area.height() / (c.y.to - c.y.from);
    const double longest = 6 * std::hypot(c.x.to - c.x.from, c.y.to - c.y.from);
    for (int i = rings; i >= 1; --i) {
        const double rise = farthest * i * i / (rings * rings);
        const double longer = std::min(std::sqrt(2 * rise / shallow), longest), shorter = std::sqrt(2 * rise / steep);
        QPainterPath ring;
        constexpr int corners = 120;
        for (int k = 0; k <= corners; ++k) {
            const double t = 2 * std::numbers::pi * k / corners, p = longer * std::cos(t), q = shorter * std::sin(t);
            const QPointF at = centre + QPointF((p * dx - q * dy) * sx, -(p * dy + q * dx) * sy);
            k == 0 ? ring.moveTo(at) : ring.lineTo(at);
        }
        b.painter.setPen(QPen(mix(b.colors.line, b.colors.lineStrong, 0.25), 1));
        b.painter.setBrush(mix(b.colors.surface, b.colors.sunken, 1 - static_cast<double>(i - 1) / rings));
        b.painter.drawPath(ring);
    }
}

void pathSoFar(const FitBrush& b, const ChartPlot& c) {
    QPainterPath path;
    const auto& fit = *b.picture.fit;
    for (int i = 1; i <= b.picture.step; ++i) {
        const QPointF near = within(c, c.at(fit.kernelAt(i)[0], fit.kernelAt(i)[1]));
        i == 1 ? path.moveTo(near) : path.lineTo(near);
        if (b.picture.step > mostDots) continue;
        b.painter.setPen(Qt::NoPen);
        b.painter.setBrush(b.colors.text);
        b.painter.drawEllipse(near, 3.2 * b.unit, 3.2 * b.unit);
    }
    b.painter.setBrush(Qt::NoBrush);
    b.painter.setPen(QPen(b.colors.text, b.picture.step > 15 ? 1.3 : 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    b.painter.drawPath(path);
}

void minimum(const FitBrush& b, const ChartPlot& c) {
    const auto& at = b.picture.fit->bowl().minimum;
    const QPointF p = c.at(at[0], at[1]);
    const double r = 9 * b.unit;
    b.painter.setPen(QPen(b.colors.text, 2.4));
    b.painter.drawLine(p - QPointF(r, 0), p + QPointF(r, 0));
    b.painter.drawLine(p - QPointF(0, r), p + QPointF(0, r));
    const TextLine words{{tr("minimum"), b.colors.text}};
    const double width = lineWidth(words, b.layout.captionSize);
    const bool left = p.x() + 1.4 * r + width > c.area.right();
    const double below = p.y() + 1.5 * b.layout.captionSize; // above, where it would meet the axis
    const double y = below < c.area.bottom() - 4 ? below : p.y() - 0.9 * b.layout.captionSize;
    const double x = left ? p.x() - 1.4 * r - width : p.x() + 1.4 * r, margin = 4; // all of it within the plot
    drawLine(b.painter, words, std::clamp(x, c.area.left() + margin, c.area.right() - width - margin),
             std::max(y, c.area.top() + b.layout.captionSize + margin), b.layout.captionSize);
}

} // namespace

void paintLossChart(const FitBrush& b) {
    const ChartPlot& c = b.layout.loss;
    const FitPicture& p = b.picture;
    paintFitCard(b, b.layout.lossCard);
    const bool covered = p.covers("loss");
    title(b, b.layout.lossCard,
          {{tr("Loss "), b.colors.text, Weight::Bold},
           {covered ? "?" : lossText(b.now.loss), covered ? b.colors.dim : b.colors.now, Weight::Bold},
           {"  " + momentName(p), b.colors.dim}});
    const ChartBrush chart = brushOn(b, c);
    chart.hairlines();
    chart.yLabels(7);
    chart.xLabels(4);
    chart.nowLine(p.step);
    ChartCurve curve{{}, QPen(b.colors.text, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin)};
    if (p.fit->updates() <= mostDots) curve.dots = 3.2 * b.unit;
    const int shown = covered ? p.step - 1 : p.step;
    for (int i = 1; i <= shown; ++i) curve.points.emplace_back(i, p.fit->lossAt(i));
    chart.curve(curve);
    if (!covered && shown >= 1) stand(b, chart, QPointF(p.step, b.now.loss));
}

void paintLossBowl(const FitBrush& b) {
    const ChartPlot& c = b.layout.path;
    paintFitCard(b, b.layout.pathCard);
    title(b, b.layout.pathCard,
          {{tr("Path of the weights"), b.colors.text, Weight::Bold}, {tr("  rings of equal loss"), b.colors.dim}});
    b.painter.save();
    b.painter.setClipRect(c.area);
    contours(b, c);
    pathSoFar(b, c);
    minimum(b, c);
    b.painter.restore();
    b.painter.setBrush(Qt::NoBrush);
    b.painter.setPen(QPen(b.colors.line, 1));
    b.painter.drawRect(c.area);
    const ChartBrush chart = brushOn(b, c);
    chart.yLabels(7);
    chart.xLabels(4);
    const double size = b.layout.captionSize;
    drawLine(b.painter, {{weightName(1, 2, 0), b.colors.text, Weight::Bold}}, c.area.right() - 2.2 * size,
             c.area.bottom() - 0.6 * size, size * 1.1);
    drawLine(b.painter, {{weightName(1, 2, 1), b.colors.text, Weight::Bold}}, c.area.left() + 0.6 * size,
             c.area.top() + 1.5 * size, size * 1.1);
    stand(b, chart, QPointF(b.now.kernel[0], b.now.kernel[1]));
}

void paintWeightLines(const FitBrush& b) {
    const ChartPlot& c = b.layout.path;
    const FitPicture& p = b.picture;
    paintFitCard(b, b.layout.pathCard);
    const double goal = p.fit->bowl().minimum[p.weight];
    title(b, b.layout.pathCard,
          {{tr("Weights"), b.colors.text, Weight::Bold},
           {"  " + weightName(p.rows(), p.columns(), p.weight) + " ", b.colors.text},
           {numberText(b.now.kernel[p.weight], 3), b.colors.now, Weight::Bold},
           {tr("  best %1").arg(numberText(goal, 3)), b.colors.runB, Weight::SemiBold}});
    const ChartBrush chart = brushOn(b, c);
    chart.hairlines();
    chart.yLabels(7);
    chart.xLabels(4);
    chart.nowLine(p.step);
    chart.curve({{QPointF(c.x.from, goal), QPointF(c.x.to, goal)}, dashedPen(b.colors.runB, 2, 7, 4)});
    const auto line = [&](std::size_t k, const QPen& pen) {
        ChartCurve curve{{}, pen};
        for (int i = 1; i <= p.step; ++i) curve.points.emplace_back(i, p.fit->kernelAt(i)[k]);
        chart.curve(curve);
    };
    for (std::size_t k = 0; k < b.now.kernel.size(); ++k)
        if (k != p.weight) line(k, QPen(b.colors.lineStrong, 1.3));
    line(p.weight, QPen(b.colors.text, 2.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    chart.dot(QPointF(p.step, b.now.kernel[p.weight]), 6 * b.unit);
}

} // namespace ui
