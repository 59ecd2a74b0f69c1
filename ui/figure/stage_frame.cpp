#include "ui/figure/stage_frame.h"

#include "ui/figure/text_runs.h"

#include <algorithm>

namespace ui {

StageFrame::StageFrame(QSizeF size, const Style& style) {
    const double w = size.width(), h = size.height();
    const double plain = std::clamp(std::min(w / 1304, h / 932), 0.72, 6.0);
    unit = plain * style.scale;
    left = std::clamp(28 + (w - 886) * 24 / 418, 16.0, 120.0);
    right = w - left;
    titleBaseline = 60 * unit;
    lineBaseline = titleBaseline + 31 * unit;
    zone = QRectF(QPointF(left, lineBaseline + 22 * unit), QPointF(right, h - 34 * plain));
}

void paintGround(QPainter& painter, QSizeF size, const Style& style) {
    painter.fillRect(QRectF(QPointF(0, 0), size), style.colors().window);
}

void paintHeadings(QPainter& painter, const Style& style, const StageFrame& frame, const QString& headline,
                   const QString& line) {
    const Palette& c = style.colors();
    const TextLine head{{headline, c.text, Weight::Bold}};
    drawLine(painter, head, frame.left, frame.titleBaseline,
             fittingSize(head, frame.right - frame.left, 32 * frame.unit, 14));
    const TextLine under{{line, c.dim}};
    drawLine(painter, under, frame.left, frame.lineBaseline,
             fittingSize(under, frame.right - frame.left, std::max(15.0, 17.5 * frame.unit), 13));
}

} // namespace ui
