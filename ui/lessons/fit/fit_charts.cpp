#include "ui/lessons/fit/fit_charts.h"

#include "core/walk/written_update.h"
#include "ui/lessons/fit/fit_words.h"
#include "ui/tr.h"

#include <QFontMetricsF>
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

QString markText(double v) {
    return std::abs(v) >= 1e6 || (v != 0 && std::abs(v) < 1e-4)
               ? QString::number(v, 'g', 2).replace("e-0", "e−").replace("e-", "e−").replace("e+", "e")
               : numberText(v);
}

void yMarks(const FitBrush& b, const ChartFrame& c, bool lines) {
    b.painter.setFont(Style::numberFont(b.layout.captionSize));
    const double half = b.layout.captionSize;
    for (const double v : c.yMarks) {
        const double y = std::round(c.at(c.x0, v).y()) + 0.5;
        b.painter.setPen(QPen(b.colors.line, 1));
        if (lines) b.painter.drawLine(QPointF(c.area.left(), y), QPointF(c.area.right(), y));
        b.painter.setPen(b.colors.dim);
        b.painter.drawText(QRectF(c.area.left() - 90, y - half, 83, 2 * half), Qt::AlignRight | Qt::AlignVCenter,
                           markText(v));
    }
}

void xMark(const FitBrush& b, const ChartFrame& c, double x, const QString& text) {
    b.painter.setPen(b.colors.dim);
    b.painter.drawText(QRectF(c.at(x, 0).x() - 60, c.area.bottom() + 4, 120, 2 * b.layout.captionSize),
                       Qt::AlignHCenter | Qt::AlignTop, text);
}

// Updates along the lower edge: about five, the first and the last among them.
void updateMarks(const FitBrush& b, const ChartFrame& c) {
    b.painter.setFont(Style::numberFont(b.layout.captionSize));
    const int count = static_cast<int>(c.x1);
    int every = 1;
    for (const int step : {2, 5, 10, 20, 50, 100})
        if (count / every > 6) every = step;
    for (int i = every; i <= count; i += every) xMark(b, c, i, QString::number(i));
    if (every > 2) xMark(b, c, 1, "1");
}

QPointF clamped(const ChartFrame& c, double x, double y) {
    const QPointF at = c.at(x, y);
    return {std::clamp(at.x(), c.area.left(), c.area.right()), std::clamp(at.y(), c.area.top(), c.area.bottom())};
}

// A point far outside moves closer in its own direction: painting takes long where coordinates are huge.
QPointF within(const ChartFrame& c, QPointF at) {
    const QPointF away = at - c.area.center();
    const double far = std::hypot(away.x(), away.y()), most = 3 * std::hypot(c.area.width(), c.area.height());
    return far > most ? c.area.center() + away * (most / far) : at;
}

void nowLine(const FitBrush& b, const ChartFrame& c) {
    const double x = c.at(b.picture.step, c.y0).x();
    b.painter.setPen(QPen(b.colors.now, 1));
    b.painter.drawLine(QPointF(x, c.area.top()), QPointF(x, c.area.bottom()));
}

void nowDot(const FitBrush& b, QPointF at) {
    b.painter.setPen(QPen(b.colors.surface, 1.5));
    b.painter.setBrush(b.colors.now);
    b.painter.drawEllipse(at, 6 * b.unit, 6 * b.unit);
}

void cross(const FitBrush& b, QPointF at) {
    const double r = 7 * b.unit;
    b.painter.setPen(QPen(b.colors.error, 3, Qt::SolidLine, Qt::RoundCap));
    b.painter.drawLine(at - QPointF(r, r), at + QPointF(r, r));
    b.painter.drawLine(at - QPointF(r, -r), at + QPointF(r, -r));
}

// The ellipses of equal loss, evenly spaced: losses as squares. A flat direction makes them stripes.
void contours(const FitBrush& b, const ChartFrame& c) {
    const cnn::LossBowl& bowl = b.picture.fit->bowl();
    const double steep = bowl.curvatures[1];
    if (steep <= 0) return;
    const double shallow = std::max(bowl.curvatures[0], steep * 1e-6);
    const double dx = bowl.directions[0], dy = bowl.directions[1]; // of the shallow axis
    double farthest = 0;
    for (const double x : {c.x0, c.x1})
        for (const double y : {c.y0, c.y1}) {
            const double ex = x - bowl.minimum[0], ey = y - bowl.minimum[1];
            const double along = ex * dx + ey * dy, across = ey * dx - ex * dy;
            farthest = std::max(farthest, (shallow * along * along + steep * across * across) / 2);
        }
    constexpr int rings = 12;
    const QPointF centre = c.at(bowl.minimum[0], bowl.minimum[1]);
    const double sx = c.area.width() / (c.x1 - c.x0), sy = c.area.height() / (c.y1 - c.y0);
    const double longest = 6 * std::hypot(c.x1 - c.x0, c.y1 - c.y0);
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

void pathSoFar(const FitBrush& b, const ChartFrame& c) {
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

void minimum(const FitBrush& b, const ChartFrame& c) {
    const auto& at = b.picture.fit->bowl().minimum;
    const QPointF p = c.at(at[0], at[1]);
    const double r = 9 * b.unit;
    b.painter.setPen(QPen(b.colors.text, 2.4));
    b.painter.drawLine(p - QPointF(r, 0), p + QPointF(r, 0));
    b.painter.drawLine(p - QPointF(0, r), p + QPointF(0, r));
    const TextLine words{{tr("minimum"), b.colors.text}};
    const double width = lineWidth(words, b.layout.captionSize);
    const bool left = p.x() + 1.4 * r + width > c.area.right();
    drawLine(b.painter, words, left ? p.x() - 1.4 * r - width : p.x() + 1.4 * r, p.y() + 1.5 * b.layout.captionSize,
             b.layout.captionSize);
}

// Marks at round weights below the plot.
void weightMarks(const FitBrush& b, const ChartFrame& c) {
    b.painter.setFont(Style::numberFont(b.layout.captionSize));
    const double step = c.yMarks.size() > 1 ? c.yMarks[1] - c.yMarks[0] : 1;
    int every = 1;
    while ((c.x1 - c.x0) / (step * every) > 6) ++every;
    for (double v = std::ceil(c.x0 / (step * every)) * step * every; v <= c.x1; v += step * every)
        xMark(b, c, v, markText(std::abs(v) < 1e-9 ? 0 : v));
}

} // namespace

void paintLossChart(const FitBrush& b) {
    const ChartFrame& c = b.layout.loss;
    const FitPicture& p = b.picture;
    paintFitCard(b, b.layout.lossCard);
    const bool covered = p.covers("loss");
    title(b, b.layout.lossCard,
          {{tr("Loss "), b.colors.text, Weight::Bold},
           {covered ? "?" : lossText(b.now.loss), covered ? b.colors.dim : b.colors.now, Weight::Bold},
           {"  " + momentName(p), b.colors.dim}});
    yMarks(b, c, true);
    updateMarks(b, c);
    nowLine(b, c);
    QPainterPath curve;
    const int shown = covered ? p.step - 1 : p.step;
    for (int i = 1; i <= shown; ++i) {
        const QPointF at = clamped(c, i, p.fit->lossAt(i));
        i == 1 ? curve.moveTo(at) : curve.lineTo(at);
        if (p.fit->updates() > mostDots) continue;
        b.painter.setPen(Qt::NoPen);
        b.painter.setBrush(b.colors.text);
        b.painter.drawEllipse(at, 3.2 * b.unit, 3.2 * b.unit);
    }
    b.painter.setBrush(Qt::NoBrush);
    b.painter.setPen(QPen(b.colors.text, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    b.painter.drawPath(curve);
    if (covered || shown < 1) return;
    const QPointF now = clamped(c, p.step, b.now.loss);
    p.fit->stopped() && p.atEnd() ? cross(b, now) : nowDot(b, now);
}

void paintLossBowl(const FitBrush& b) {
    const ChartFrame& c = b.layout.path;
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
    yMarks(b, c, false);
    weightMarks(b, c);
    const double size = b.layout.captionSize;
    drawLine(b.painter, {{weightName(1, 2, 0), b.colors.text, Weight::Bold}}, c.area.right() - 2.2 * size,
             c.area.bottom() - 0.6 * size, size * 1.1);
    drawLine(b.painter, {{weightName(1, 2, 1), b.colors.text, Weight::Bold}}, c.area.left() + 0.6 * size,
             c.area.top() + 1.5 * size, size * 1.1);
    const QPointF now = clamped(c, b.now.kernel[0], b.now.kernel[1]);
    b.picture.fit->stopped() && b.picture.atEnd() ? cross(b, now) : nowDot(b, now);
}

void paintWeightLines(const FitBrush& b) {
    const ChartFrame& c = b.layout.path;
    const FitPicture& p = b.picture;
    paintFitCard(b, b.layout.pathCard);
    const double goal = p.fit->bowl().minimum[p.weight];
    title(b, b.layout.pathCard,
          {{tr("Weights"), b.colors.text, Weight::Bold},
           {"  " + weightName(p.rows(), p.columns(), p.weight) + " ", b.colors.text},
           {numberText(b.now.kernel[p.weight], 3), b.colors.now, Weight::Bold},
           {tr("  best %1").arg(numberText(goal, 3)), b.colors.runB, Weight::SemiBold}});
    yMarks(b, c, true);
    updateMarks(b, c);
    b.painter.save();
    b.painter.setClipRect(c.area.adjusted(-2, -2, 2, 2));
    nowLine(b, c);
    QPen dashed(b.colors.runB, 2, Qt::CustomDashLine, Qt::FlatCap);
    dashed.setDashPattern({3.5, 2});
    b.painter.setPen(dashed);
    b.painter.drawLine(c.at(c.x0, goal), c.at(c.x1, goal));
    const auto line = [&](std::size_t k, const QPen& pen) {
        QPainterPath path;
        for (int i = 1; i <= p.step; ++i) {
            const QPointF at = clamped(c, i, p.fit->kernelAt(i)[k]);
            i == 1 ? path.moveTo(at) : path.lineTo(at);
        }
        b.painter.setBrush(Qt::NoBrush);
        b.painter.setPen(pen);
        b.painter.drawPath(path);
    };
    for (std::size_t k = 0; k < b.now.kernel.size(); ++k)
        if (k != p.weight) line(k, QPen(b.colors.lineStrong, 1.3));
    line(p.weight, QPen(b.colors.text, 2.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    b.painter.restore();
    nowDot(b, clamped(c, p.step, b.now.kernel[p.weight]));
}

} // namespace ui
