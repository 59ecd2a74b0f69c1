#include "ui/figure/value_grid.h"

#include "ui/figure/brush.h"
#include "ui/figure/number_text.h"

#include <QFontMetricsF>
#include <algorithm>
#include <utility>

namespace ui {
namespace {

constexpr double smallestNumbered = 30, smallestDigit = 9;

QColor colourOf(double value, Ramp ramp, double largest) {
    const double t = largest > 0 ? value / largest : 0;
    return ramp == Ramp::Signed ? signedRamp(t) : ramp == Ramp::Grey ? greyRamp(t) : unsignedRamp(t);
}

// The same places and size for all numbers, two places where they are below ten; too small when they cannot be read.
std::pair<int, double> numbering(std::span<const float> values, double side) {
    const int places = rampEnd(values, Ramp::Signed) < 9.995 ? 2 : 1;
    const QFontMetricsF metrics(Style::numberFont(100, Weight::SemiBold));
    double pixels = 0.32 * side;
    for (const float v : values)
        pixels = std::min(pixels, 95 * side / metrics.horizontalAdvance(fixed(static_cast<double>(v), places)));
    return {places, pixels};
}

} // namespace

QRectF gridCell(const QRectF& grid, int rows, int columns, int y, int x) {
    const double w = grid.width() / columns, h = grid.height() / rows;
    return {grid.left() + x * w, grid.top() + y * h, w, h};
}

void paintValueGrid(QPainter& painter, const Palette& colors, const QRectF& where, std::span<const float> values,
                    int rows, int columns, Ramp ramp, double largest) {
    const auto cells = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    std::vector<float> all(values.begin(), values.end());
    all.resize(cells); // the last row of a block may be shorter
    paintMap(painter, where, mapImage(all, rows, columns, ramp, largest));
    painter.setPen(QPen(colors.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(where.adjusted(-0.5, -0.5, 0.5, 0.5));
    for (std::size_t i = values.size(); i < cells; ++i) {
        const int at = static_cast<int>(i);
        painter.fillRect(gridCell(where, rows, columns, at / columns, at % columns).adjusted(0, 0, 1, 1),
                         colors.surface);
    }
    const double side = where.width() / columns;
    if (side < smallestNumbered) return;
    const auto [places, pixels] = numbering(values, side);
    if (pixels < smallestDigit) return;
    painter.setFont(Style::numberFont(pixels, Weight::SemiBold));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int at = static_cast<int>(i);
        painter.setPen(digitOn(colourOf(static_cast<double>(values[i]), ramp, largest)));
        painter.drawText(gridCell(where, rows, columns, at / columns, at % columns), Qt::AlignCenter,
                         fixed(static_cast<double>(values[i]), places));
    }
}

void paintNowFrame(QPainter& painter, const Palette& colors, const QRectF& cells, double width) {
    const double out = width / 2 + 0.5;
    painter.setBrush(Qt::NoBrush);
    // A rim of the ground keeps the accent apart from the red end of the ramp.
    for (const auto& [colour, wide] : {std::pair{colors.surface, width + 2}, std::pair{colors.now, width}}) {
        painter.setPen(QPen(colour, wide, Qt::SolidLine, Qt::SquareCap, Qt::RoundJoin));
        painter.drawRoundedRect(cells.adjusted(-out, -out, out, out), 2, 2);
    }
}

double paintScale(QPainter& painter, const Palette& colors, const QRectF& line, Ramp ramp, double largest,
                  const QString& before, const QString& scope, double pixels) {
    const Brush to{painter, colors};
    const QString end = figures(largest);
    QRectF at = line;
    const auto write = [&](const QString& text) { at.setLeft(to.write(at, text, pixels, colors.dim) + 8); };
    const QString low = ramp == Ramp::Signed && largest > 0 ? QChar(0x2212) + end : QString("0");
    write(before.isEmpty() ? low : before + ' ' + low);
    const QRectF bar(at.left(), line.center().y() - 0.4 * pixels, 6 * pixels, 0.8 * pixels);
    paintRamp(painter, bar, ramp);
    at.setLeft(bar.right() + 8);
    write(scope.isEmpty() ? end : end + ", " + scope);
    return at.left();
}

} // namespace ui
