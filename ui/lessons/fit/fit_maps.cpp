#include "ui/lessons/fit/fit_maps.h"

#include "ui/figure/grid_painter.h"
#include "ui/lessons/fit/fit_words.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// As many places as fit into every cell of a grid, all of one size. No text when even one place is too wide.
struct Digits {
    double pixels = 0;
    int places = 0;
};
Digits digitsFor(const std::vector<double>& values, double side, double smallest) {
    for (int places = 4; places >= 0; --places) {
        double widest = 1;
        for (const double v : values) {
            widest = std::max(
                widest,
                QFontMetricsF(Style::numberFont(100, Weight::SemiBold)).horizontalAdvance(numberText(v, places)));
        }
        const bool whole = std::ranges::all_of(values, [](double v) { return v == std::round(v); });
        const double pixels = std::min(0.42 * side, 0.85 * side / widest * 100);
        if ((places > 0 || whole) && pixels >= smallest) return {pixels, places};
    }
    return {};
}

void drawDigit(const FitBrush& b, const QRectF& cell, double value, const Digits& digits, const QColor& colour,
               Weight weight) {
    if (digits.pixels <= 0) return;
    b.painter.setFont(Style::numberFont(digits.pixels, weight));
    b.painter.setPen(colour);
    b.painter.drawText(cell, Qt::AlignCenter, numberText(value, digits.places));
}

std::vector<double> valuesOf(const cnn::Tensor& t) {
    return {t.values().begin(), t.values().end()};
}

void map(const FitBrush& b, const GridPlace& grid, const std::vector<double>& values, const ValueRamp& ramp) {
    GridPainter painter(b.painter, b.style);
    const bool far = b.style.presenting; // then colours rather than numbers that nobody reads
    Digits digits = digitsFor(values, grid.side, far ? std::max(9.0, 6.5 * b.unit) : 11);
    if (digits.pixels <= 0 && !far) digits = digitsFor(values, grid.side, 9); // rather small than none
    for (int y = 0; y < grid.rows; ++y)
        for (int x = 0; x < grid.columns; ++x) {
            const double v = values[static_cast<std::size_t>(y * grid.columns + x)];
            const QColor ground = ramp.colour(v);
            painter.ground(grid, y, x, {ground, {}, grid.side >= 8 ? b.colors.line : QColor()});
            drawDigit(b, grid.cell(y, x), v, digits, digitOn(ground), Weight::Regular);
        }
    if (grid.side < 8) {
        b.painter.setBrush(Qt::NoBrush);
        b.painter.setPen(QPen(b.colors.line, 1));
        b.painter.drawRect(grid.rect());
    }
}

void label(const FitBrush& b, const GridPlace& grid, const QString& name, const QColor& colour) {
    const QString size = QString("  %1 × %2").arg(grid.rows).arg(grid.columns);
    const TextLine line{{name, colour, Weight::Bold}, {b.style.presenting ? QString() : size, b.colors.dim}};
    drawHeading(b, line, {grid.rect().left(), grid.rect().top() - 0.5 * b.layout.labelSize},
                grid.rect().width() + 24 * b.unit, b.layout.labelSize);
}

void sign(const FitBrush& b, const GridPlace& left, const GridPlace& right, const TextLine& line) {
    const double pixels = 26 * b.unit, x = (left.rect().right() + right.rect().left()) / 2;
    drawLine(b.painter, line, x - lineWidth(line, pixels) / 2, left.rect().center().y() + 0.35 * pixels, pixels);
}

void scales(const FitBrush& b, const ValueRamp& input, const ValueRamp& others) {
    GridPainter painter(b.painter, b.style);
    const QRectF& at = b.layout.legend;
    const double u = b.unit, caption = b.layout.captionSize, width = std::min(at.width(), 140 * u);
    if (width < 40 * u) return;
    double y = at.top() + caption;
    const auto scale = [&](const ValueRamp& ramp, const QString& name) {
        if (b.style.presenting && y + 2.4 * caption > at.bottom()) return;
        const TextLine words{{name, b.colors.dim}};
        drawLine(b.painter, words, at.left(), y, fittingSize(words, at.width(), caption, 12));
        painter.ramp(ramp, QRectF(at.left(), y + 0.5 * caption, width, 8 * u), caption);
        y += caption * 4.2;
    };
    scale(input, tr("input"));
    scale(others, tr("the other three"));
}

// The same place in prediction, target and error, and the window it came from.
void hovered(const FitBrush& b) {
    if (!b.picture.hover) return;
    GridPainter painter(b.painter, b.style);
    const CellRef& c = *b.picture.hover;
    const FitLayout& l = b.layout;
    const bool output = c.part == "prediction" || c.part == "target" || c.part == "error";
    const auto ring = [&](const GridPlace& grid) { painter.outline(grid.cell(c.y, c.x), grid.radius(), 2, 0); };
    if (output) {
        for (const GridPlace* grid : {&l.prediction, &l.target, &l.error}) ring(*grid);
        painter.outline(l.input.cells(c.y, c.x, b.picture.rows(), b.picture.columns()), l.input.radius(), 2, 1);
    } else if (c.part == "input")
        ring(l.input);
    else if (c.part == "kernel")
        ring(l.kernel);
    else if (c.part == "truth")
        ring(l.truth);
}

void kernelGrid(const FitBrush& b, const GridPlace& grid, const std::vector<double>& values, bool current) {
    GridPainter painter(b.painter, b.style);
    const Digits digits = digitsFor(values, grid.side,
                                    current              ? std::max(10.0, (grid.columns <= 2 ? 0.18 : 0.25) * grid.side)
                                    : b.style.presenting ? std::max(9.0, 6 * b.unit)
                                                         : 9);
    double largest = 1e-9;
    for (const double v : values) largest = std::max(largest, std::abs(v));
    const ValueRamp ramp{largest, signedRamp};
    for (int y = 0; y < grid.rows; ++y)
        for (int x = 0; x < grid.columns; ++x) {
            const double v = values[static_cast<std::size_t>(y * grid.columns + x)];
            const bool readable = digits.pixels > 0;
            const QColor ground = !readable ? ramp.colour(v) : current ? b.colors.kernelTint : b.colors.surface;
            painter.ground(grid, y, x, {ground, {}, b.colors.line});
            drawDigit(b, grid.cell(y, x), v, digits, b.colors.kernel, current ? Weight::SemiBold : Weight::Regular);
        }
}

} // namespace

void paintFitMaps(const FitBrush& b) {
    const FitLayout& l = b.layout;
    const cnn::FitTask& task = b.picture.fit->task();
    const ValueRamp input = ValueRamp::of(task.input, true);
    double largest = 1e-9;
    for (const float v : task.target.values()) largest = std::max(largest, std::abs(static_cast<double>(v)));
    for (const double v : b.now.prediction) largest = std::max(largest, std::abs(v));
    for (const double v : b.now.error) largest = std::max(largest, std::abs(v));
    const ValueRamp others{largest, signedRamp};
    map(b, l.input, valuesOf(task.input), input);
    map(b, l.prediction, b.now.prediction, others);
    map(b, l.target, valuesOf(task.target), others);
    map(b, l.error, b.now.error, others);
    label(b, l.input, tr("Input"), b.colors.input);
    label(b, l.prediction, tr("Prediction"), b.colors.output);
    label(b, l.target, tr("Target"), b.colors.text);
    label(b, l.error, tr("Error"), b.colors.text);
    sign(b, l.input, l.prediction,
         {{"∗ ", b.colors.dim}, {"w", b.colors.kernel, Weight::SemiBold}, {" =", b.colors.dim}});
    sign(b, l.prediction, l.target, {{"−", b.colors.dim}});
    sign(b, l.target, l.error, {{"=", b.colors.dim}});
    scales(b, input, others);
    hovered(b);
}

void paintFitKernels(const FitBrush& b) {
    const FitLayout& l = b.layout;
    paintFitCard(b, l.kernelCard);
    const TextLine title{{tr("Kernel"), b.colors.kernel, Weight::Bold}, {"  " + momentName(b.picture), b.colors.dim}};
    const double pad = 16 * b.unit, room = l.kernelCard.width() - 2 * pad;
    drawHeading(b, title, {l.kernelCard.left() + pad, l.kernelCard.top() + 1.7 * l.labelSize}, room, l.labelSize);
    kernelGrid(b, l.kernel, b.now.kernel, true);
    kernelGrid(b, l.truth, valuesOf(b.picture.truth), false);
    TextLine truth{{b.picture.noisy ? tr("true kernel, noisy target") : tr("true kernel"), b.colors.dim}};
    if (lineWidth(truth, 12) > room) truth.front().text = tr("true kernel");
    const double size = fittingSize(truth, room, l.captionSize, 12);
    const double top = std::min(l.kernel.rect().top(), l.truth.rect().top());
    drawLine(b.painter, truth, l.truth.rect().right() - lineWidth(truth, size), top - 0.45 * l.captionSize, size);
    GridPainter painter(b.painter, b.style);
    const int k = static_cast<int>(b.picture.weight);
    painter.outline(l.kernel.cell(k / b.picture.columns(), k % b.picture.columns()), l.kernel.radius(), 2, 2);
}

} // namespace ui
