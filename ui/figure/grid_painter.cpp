#include "ui/figure/grid_painter.h"

#include "core/walk/written_sum.h"
#include "ui/figure/text_runs.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double smallestDigit = 9;

double digitSize(double side, bool presenting) {
    if (presenting) return side * (side >= 84 ? 0.44 : 0.5);
    return side * (side >= 84 ? 0.38 : side >= 44 ? 0.40 : 0.44);
}

// Around (0, 0).
QPainterPath outlineOf(const QString& text, double pixels, Weight weight) {
    constexpr double large = 1000; // as textOutline, which does not move either
    const QFontMetricsF metrics(Style::numberFont(large, weight));
    const double x = -metrics.horizontalAdvance(text) / 2, y = (metrics.ascent() - metrics.descent()) / 2;
    return textOutline(text, pixels, weight).translated(x * pixels / large, y * pixels / large);
}

} // namespace

CellLook coveredLook(const Palette& colors) {
    CellLook look{colors.sunken, colors.dim, colors.line, Weight::SemiBold};
    look.instead = "?";
    return look;
}

ValueRamp ValueRamp::of(const cnn::Tensor& values, bool image) {
    if (values.empty()) return {};
    const bool negative = values.array().minCoeff() < 0;
    return {static_cast<double>(values.array().abs().maxCoeff()), negative ? signedRamp
                                                                  : image  ? greyRamp
                                                                           : unsignedRamp};
}

void GridPainter::ground(const GridPlace& grid, int y, int x, const CellLook& look) {
    const QRectF cell = grid.cell(y, x);
    const double radius = grid.radius();
    QPen pen(look.border, 1);
    pen.setCosmetic(true);
    if (look.dashed && grid.side >= 26)
        pen.setDashPattern({5, 5});
    else if (look.dashed) // dashes of small cells side by side would be a scribble
        pen.setColor(m_colors.line);
    m_painter.setPen(look.border.isValid() ? pen : QPen(Qt::NoPen));
    m_painter.setBrush(look.ground);
    m_painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (!look.hatched) return;
    m_painter.save();
    QPainterPath clip;
    clip.addRoundedRect(cell.adjusted(1, 1, -1, -1), radius, radius);
    m_painter.setClipPath(clip, Qt::IntersectClip);
    QColor line = m_colors.lineStrong;
    line.setAlphaF(0.5F);
    m_painter.setPen(QPen(line, 1.3));
    const double pitch = 9 * std::sqrt(2.0), sum = cell.left() + cell.top();
    for (double c = std::floor(sum / pitch) * pitch; c < sum + cell.width() + cell.height(); c += pitch) {
        // Qt's SVG knows no clip path, so a line ends at the cell by itself.
        const double from = std::max(cell.top(), c - cell.right()), to = std::min(cell.bottom(), c - cell.left());
        if (from < to) m_painter.drawLine(QPointF(c - from, from), QPointF(c - to, to));
    }
    m_painter.restore();
}

QString GridPainter::fitted(float value, double side, double& pixels, bool presenting) {
    const double wanted = digitSize(side, presenting), room = side * (presenting ? 0.88 : 0.84);
    const QFontMetricsF metrics(Style::numberFont(wanted, Weight::SemiBold));
    const auto fits = [&](const QString& text, double smallest) {
        pixels = std::min(wanted, wanted * room / metrics.horizontalAdvance(text));
        return pixels >= smallest * side;
    };
    QString text;
    for (int places = 4; places >= 0; --places) {
        text = QString::fromStdString(cnn::writtenValue(value, places));
        if (fits(text, places > 0 ? 0.24 : 0.16)) return pixels >= smallestDigit ? text : QString();
    }
    // Of large numbers the whole ones alone may be shown; "0" or "1" would be taken at their word.
    const bool large = std::abs(value) >= 10;
    if (text.startsWith(QChar(0x2248)) && large && fits(text.remove(0, 1), 0.16) && pixels >= smallestDigit)
        return text;
    return {};
}

void GridPainter::digit(const GridPlace& grid, int y, int x, float value, const CellLook& look) {
    const QRectF cell = grid.cell(y, x);
    double pixels = 0;
    QString text = look.empty ? QString() : fitted(value, grid.side, pixels, m_presenting);
    if (!look.instead.isEmpty()) {
        text = look.instead;
        pixels = digitSize(grid.side, m_presenting);
    }
    if (!text.isEmpty()) {
        const QFont font = Style::numberFont(pixels, look.weight);
        if (look.hatched) {
            // A halo in the shape of the digits keeps the hatch away from them.
            m_painter.strokePath(outlineOf(text, pixels, look.weight).translated(cell.center()),
                                 QPen(look.ground, 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        }
        m_painter.setFont(font);
        m_painter.setPen(look.digit);
        m_painter.drawText(cell, Qt::AlignCenter, text);
    }
    if (!look.corner.isEmpty() && grid.side >= 44) {
        m_painter.setFont(
            Style::numberFont(std::max(14.0, (m_presenting ? 0.19 : 0.165) * grid.side), Weight::SemiBold));
        m_painter.setPen(look.cornerColour);
        const double inset = 0.07 * grid.side;
        m_painter.drawText(cell.adjusted(0, 0, -inset, -inset * 0.7), Qt::AlignRight | Qt::AlignBottom, look.corner);
    }
    if (look.struck) {
        m_painter.setPen(QPen(m_colors.lineStrong, 2));
        const double in = 0.26 * grid.side;
        m_painter.drawLine(cell.adjusted(in, in, -in, -in).bottomLeft(), cell.adjusted(in, in, -in, -in).topRight());
    }
}

double nowFrameWidth(double side, bool presenting) {
    if (presenting) return std::clamp(7 * side / 150, 3.0, 14.0);
    return side < 26 ? 2.5 : 4;
}

void GridPainter::frame(QRectF cells, double width, double radius) {
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_colors.now, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double out = width / 2 + 2;
    m_painter.drawRoundedRect(cells.adjusted(-out, -out, out, out), radius + 4, radius + 4);
}

void GridPainter::dotted(QRectF cells, double radius) {
    QPen pen(m_colors.lineStrong, 2.2, Qt::CustomDashLine, Qt::RoundCap);
    pen.setDashPattern({0.6, 2.4});
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(pen);
    m_painter.drawRoundedRect(cells.adjusted(-3, -3, 3, 3), radius + 3, radius + 3);
}

void GridPainter::outline(QRectF cell, double radius, double width, double outset) {
    const double at = outset > 0 ? outset + width / 2 : -width / 2;
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_colors.text, width));
    m_painter.drawRoundedRect(cell.adjusted(-at, -at, at, at), std::max(0.0, radius + at), std::max(0.0, radius + at));
}

void GridPainter::circle(QRectF cell, bool now) {
    const double r = 0.35 * std::min(cell.width(), cell.height());
    const double width = cell.width() < 44 ? 2.4 : now ? 4.5 : 2.5;
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(now ? m_colors.now : m_colors.lineStrong, width));
    m_painter.drawEllipse(cell.center(), r, r);
}

void GridPainter::covered(QRectF where, double radius, double largestText) {
    m_painter.setPen(QPen(m_colors.line, 1));
    m_painter.setBrush(m_colors.sunken);
    m_painter.drawRoundedRect(where, radius, radius);
    m_painter.setPen(m_colors.dim);
    m_painter.setFont(Style::font(std::clamp(0.5 * where.height(), 9.0, std::max(9.0, largestText)), Weight::SemiBold));
    m_painter.drawText(where, Qt::AlignCenter, "?");
}

void GridPainter::ramp(const ValueRamp& ramp, QRectF place, double textSize) {
    const int steps = 48;
    m_painter.setPen(Qt::NoPen);
    m_painter.setRenderHint(QPainter::Antialiasing, false); // no seams between the steps
    for (int i = 0; i < steps; ++i) {
        const double t = (i + 0.5) / steps;
        m_painter.setBrush(ramp.ramp(ramp.isSigned() ? 2 * t - 1 : t));
        m_painter.drawRect(
            QRectF(place.left() + place.width() * i / steps, place.top(), place.width() / steps + 1, place.height()));
    }
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_colors.line, 1));
    m_painter.drawRect(place);
    m_painter.setFont(Style::numberFont(textSize));
    m_painter.setPen(m_colors.dim);
    const auto end = static_cast<float>(ramp.largest);
    QString high = QString::fromStdString(cnn::writtenValue(end, 2));
    if (high.startsWith(QChar(0x2248))) high = QString::fromStdString(cnn::writtenValue(end)); // as exact as need be
    const QString low = ramp.isSigned() && ramp.largest > 0 ? "−" + high : "0";
    const QRectF words = place.adjusted(0, place.height() + 3, 0, textSize * 1.5 + 3);
    m_painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, low);
    if (ramp.largest > 0) m_painter.drawText(words, Qt::AlignRight | Qt::AlignTop, high);
}

} // namespace ui
