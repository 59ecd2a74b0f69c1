#include "ui/figure/value_grid.h"

#include "ui/figure/brush.h"
#include "ui/figure/number_text.h"
#include "ui/figure/ways.h"

#include <QFontMetricsF>
#include <algorithm>

namespace ui {
namespace {

constexpr double smallestNumbered = 26, smallestDigit = 9;

QColor colourOf(double value, Ramp ramp, double largest) {
    const double t = largest > 0 ? value / largest : 0;
    return ramp == Ramp::Signed ? signedRamp(t) : ramp == Ramp::Grey ? greyRamp(t) : unsignedRamp(t);
}

// Two places where all are below ten; where that would be too small to be read, one that is 0 before the point goes.
struct GridNumbers {
    std::vector<QString> texts;
    double pixels = 0;
};
GridNumbers numbering(std::span<const float> values, double side) {
    const int places = rampEnd(values, Ramp::Signed) < 9.995 ? 2 : 1;
    const QFontMetricsF metrics(Style::numberFont(100, Weight::SemiBold));
    GridNumbers all;
    for (const bool brief : {false, true}) {
        all = {{}, 0.32 * std::max(side, 30.0)};
        for (const float v : values) {
            all.texts.push_back(fixed(static_cast<double>(v), places));
            if (brief && std::abs(v) < 1) all.texts.back().remove(all.texts.back().indexOf('0'), 1);
            all.pixels = std::min(all.pixels, 95 * side / metrics.horizontalAdvance(all.texts.back()));
        }
        if (all.pixels >= smallestDigit) break;
    }
    return all;
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
    paintGridNumbers(painter, where, values, rows, columns, ramp, largest);
}

void paintGridNumbers(QPainter& painter, const QRectF& where, std::span<const float> values, int rows, int columns,
                      Ramp ramp, double largest) {
    const double side = where.width() / columns;
    if (side < smallestNumbered) return;
    const GridNumbers numbers = numbering(values, side);
    if (numbers.pixels < smallestDigit) return;
    painter.setFont(Style::numberFont(numbers.pixels, Weight::SemiBold));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int at = static_cast<int>(i);
        painter.setPen(digitOn(colourOf(static_cast<double>(values[i]), ramp, largest)));
        painter.drawText(gridCell(where, rows, columns, at / columns, at % columns), Qt::AlignCenter, numbers.texts[i]);
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
    const QString whole = scope.isEmpty() ? end : end + ", " + scope;
    write(firstFitting({whole}, at.width(), pixels).isEmpty() ? end : whole);
    return at.left();
}

} // namespace ui
