#include "ui/lessons/channels/channel_matrix.h"

#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

// Square brackets left and right of a grid.
void brackets(ChannelBrush& b, const GridPlace& place) {
    const double out = 5 + 5 * b.unit; // clear of a frame around the cells
    const QRectF r = place.rect().adjusted(-out, -2, out, 2);
    const double tick = 6 * b.unit;
    b.painter.setPen(QPen(b.colors.text, 1.8));
    b.painter.drawPolyline(QPolygonF{
        {QPointF(r.left() + tick, r.top()), r.topLeft(), r.bottomLeft(), QPointF(r.left() + tick, r.bottom())}});
    b.painter.drawPolyline(QPolygonF{
        {QPointF(r.right() - tick, r.top()), r.topRight(), r.bottomRight(), QPointF(r.right() - tick, r.bottom())}});
}

void name(ChannelBrush& b, const GridPlace& place, const QString& word, const QColor& colour, const QString& size) {
    const double pixels = std::max(12.5, 16 * b.unit);
    drawLine(b.painter, {{word, colour, Weight::Bold}, {"  " + size, b.colors.dim}}, place.rect().left(),
             place.rect().top() - 11 * b.unit, pixels);
}

void sign(ChannelBrush& b, const GridPlace& left, const GridPlace& right, const QString& text) {
    const QRectF between(QPointF(left.rect().right(), left.rect().center().y() - 30 * b.unit),
                         QPointF(right.rect().left(), left.rect().center().y() + 30 * b.unit));
    b.painter.setFont(Style::font(26 * b.unit));
    b.painter.setPen(b.colors.text);
    b.painter.drawText(between, Qt::AlignCenter, text);
}

double largestWeight(const ChannelPicture& p) {
    double largest = 0;
    for (const cnn::Tensor& kernel : p.task.kernels)
        largest = std::max(largest, static_cast<double>(kernel.array().abs().maxCoeff()));
    return largest;
}

// Cells too small for a digit have the colour of their value.
CellLook colouredIfSmall(const ChannelBrush& b, CellLook look, const GridPlace& grid, const ValueRamp& ramp,
                         float value) {
    if (!b.p.colour && grid.side >= 24) return look;
    look.ground = ramp.colour(static_cast<double>(value));
    look.digit = digitOn(look.ground);
    return look;
}

} // namespace

void paintChannelMatrix(ChannelBrush& b) {
    const ChannelPicture& p = b.p;
    const ChannelLayout& l = b.l;
    const int windows = l.matrixInput.columns, weights = l.matrixInput.rows;
    const CellLook plain{b.colors.surface, b.colors.dim, b.colors.line};
    const CellLook nowKernel{b.colors.kernelTint, b.colors.kernel, b.colors.line, Weight::Bold};
    const CellLook nowInput{b.colors.nowTint, b.colors.input, b.colors.line, Weight::Bold};
    const ValueRamp inputs = ValueRamp::of(p.task.input, true), kernels{largestWeight(p), signedRamp};
    for (int o = 0; o < p.maps(); ++o) {
        const auto map = static_cast<std::size_t>(o);
        const CellLook& look = o == p.map ? nowKernel : plain;
        for (int r = 0; r < weights; ++r) {
            const float weight = p.task.kernels[map].values()[static_cast<std::size_t>(r)];
            b.cell(l.matrixKernel, o, r, weight, colouredIfSmall(b, look, l.matrixKernel, kernels, weight));
        }
        b.cell(l.matrixBias, o, 0, p.task.biases[map], look);
    }
    for (int i = 0; i < windows; ++i) {
        const cnn::WindowStep step = p.walk->map(0).at(i);
        for (int r = 0; r < weights; ++r) {
            const cnn::Term& term = step.terms[static_cast<std::size_t>(r)];
            CellLook look = i == p.cell ? nowInput : plain;
            look.hatched = term.padding;
            if (!term.padding) look = colouredIfSmall(b, look, l.matrixInput, inputs, term.input);
            b.cell(l.matrixInput, r, i, term.input, look);
        }
    }
    for (int o = 0; o < p.maps(); ++o)
        for (int i = 0; i < windows; ++i) {
            CellLook look = b.outputLook(o, i, 40, {});
            if (p.reached(o, i) && p.hidesCell(o, i))
                b.grid.covered(l.matrixOutput.cell(o, i), l.matrixOutput.radius());
            else
                b.cell(l.matrixOutput, o, i, b.outputValue(o, i), look);
        }
    for (const GridPlace* place : {&l.matrixKernel, &l.matrixInput, &l.matrixBias, &l.matrixOutput})
        brackets(b, *place);
    const auto size = [](const GridPlace& g) { return QString("%1 × %2").arg(g.rows).arg(g.columns); };
    name(b, l.matrixKernel, "W", b.colors.kernel, size(l.matrixKernel));
    name(b, l.matrixInput, "X", b.colors.input,
         size(l.matrixInput) + (p.mixesOnly() ? tr(", a column a pixel") : tr(", a column a window")));
    name(b, l.matrixBias, "b", b.colors.kernel, {});
    name(b, l.matrixOutput, "Y", b.colors.output, size(l.matrixOutput));
    sign(b, l.matrixKernel, l.matrixInput, "·");
    sign(b, l.matrixInput, l.matrixBias, "+");
    sign(b, l.matrixBias, l.matrixOutput, "=");
    const double width = 3, radius = l.matrixInput.radius();
    b.grid.frame(l.matrixKernel.cells(p.map, 0, 1, weights), width, radius);
    b.grid.frame(l.matrixInput.cells(0, p.cell, weights, 1), width, radius);
    b.grid.frame(l.matrixOutput.cell(p.map, p.cell), width, radius);
}

} // namespace ui
