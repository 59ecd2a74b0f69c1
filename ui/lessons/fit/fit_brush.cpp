#include "ui/lessons/fit/fit_brush.h"

namespace ui {

void paintFitCard(const FitBrush& b, const QRectF& card) {
    b.painter.setBrush(b.colors.surface);
    b.painter.setPen(QPen(b.colors.line, 1));
    b.painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 12 * b.unit, 12 * b.unit);
}

void drawHeading(const FitBrush& b, TextLine line, QPointF baseline, double width, double pixels) {
    constexpr double smallest = 12;
    while (line.size() > 1 && lineWidth(line, smallest) > width) line.pop_back();
    drawLine(b.painter, line, baseline.x(), baseline.y(), fittingSize(line, width, pixels, smallest));
}

} // namespace ui
