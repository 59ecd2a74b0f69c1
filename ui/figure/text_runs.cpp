#include "ui/figure/text_runs.h"

#include <QFontMetricsF>
#include <algorithm>

namespace ui {
namespace {

QFont fontOf(const TextRun& run, double pixels) {
    return Style::numberFont(pixels * run.size, run.weight);
}

} // namespace

double lineWidth(const TextLine& line, double pixels) {
    double width = 0;
    for (const TextRun& run : line) width += QFontMetricsF(fontOf(run, pixels)).horizontalAdvance(run.text);
    return width;
}

double drawLine(QPainter& painter, const TextLine& line, double x, double y, double pixels) {
    for (const TextRun& run : line) {
        const QFont font = fontOf(run, pixels);
        painter.setFont(font);
        painter.setPen(run.colour);
        painter.drawText(QPointF(x, y), run.text);
        x += QFontMetricsF(font).horizontalAdvance(run.text);
    }
    return x;
}

double fittingSize(const TextLine& line, double width, double pixels, double smallest) {
    const double wanted = lineWidth(line, pixels);
    return wanted <= width ? pixels : std::max(smallest, pixels * width / wanted);
}

// From a large font made smaller: at the size itself an outline moves by 1/64 pixel once its glyphs have been drawn,
// and the same figure painted twice would not be the same picture.
QPainterPath textOutline(const QString& text, double pixels, Weight weight) {
    constexpr double large = 1000;
    QPainterPath outline;
    outline.addText(0, 0, Style::numberFont(large, weight), text);
    return QTransform::fromScale(pixels / large, pixels / large).map(outline);
}

} // namespace ui
