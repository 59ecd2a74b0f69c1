#include "ui/figure/run_rules.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// Words on a plate in the colour of the ground, so that they can be read where curves cross: beside that place, right
// of it or left, or as little above or below as is free.
void plate(QPainter& painter, const Style& style, const QRectF& plot, QPointF place, const QString& words, double size,
           std::vector<QRectF>& taken) {
    const QFont font = Style::font(size);
    const QFontMetricsF metrics(font);
    const double apart = 0.4 * size, width = metrics.horizontalAdvance(words) + 8, height = metrics.height();
    const auto isFree = [&](const QRectF& box) {
        return plot.contains(box) &&
               std::ranges::none_of(taken, [&](const QRectF& other) { return other.intersects(box); });
    };
    const QRectF right(place.x() + apart, std::clamp(place.y(), plot.top(), plot.bottom() - height), width, height);
    for (int away = 0; away * height < plot.height(); ++away)
        for (const double down : {away * height, -away * height})
            for (const QRectF& box : {right.translated(0, down), right.translated(-width - 2 * apart, down)}) {
                if (!isFree(box)) continue;
                painter.fillRect(box, style.colors().surface);
                painter.setFont(font);
                painter.setPen(style.colors().dim);
                painter.drawText(box, Qt::AlignCenter, words);
                taken.push_back(box);
                return;
            }
}

} // namespace

const RunRules::Stop* RunRules::stopNear(double epochs, double reach) const {
    const Stop* nearest = nullptr;
    for (const Stop& stop : stops) {
        const double distance = std::abs(stop.epochs - epochs);
        if (distance > reach) continue;
        reach = distance;
        nearest = &stop;
    }
    return nearest;
}

void paintRunRules(QPainter& painter, const Style& style, const ChartPlot& plot, double textSize,
                   const std::optional<double>& target, const QString& targetWords,
                   const std::vector<RunRules::Stop>& stops, std::vector<QRectF>& taken) {
    const Palette& c = style.colors();
    if (target && *target >= plot.y.from && *target <= plot.y.to) {
        const double y = plot.within({0, *target}).y();
        painter.setPen(dashedPen(c.lineStrong, 1.6, 2, 4));
        painter.drawLine(QPointF(plot.area.left(), y), QPointF(plot.area.right(), y));
        // At the end, where curves are flat, on the side that they came from: there is more room on it.
        const double above = QFontMetricsF(Style::font(textSize)).height() + 3;
        const bool low = y > plot.area.center().y();
        plate(painter, style, plot.area, {plot.area.right(), low ? y - above : y + 3}, targetWords, textSize, taken);
    }
    for (const RunRules::Stop& stop : stops) {
        const double x = plot.within({stop.epochs, 0}).x(), half = 0.28 * textSize;
        painter.setPen(dashedPen(c.lineStrong, 1.6, 1, 3));
        painter.drawLine(QPointF(x, plot.area.top()), QPointF(x, plot.area.bottom()));
        painter.fillRect(QRectF(x - half, plot.area.top() - half, 2 * half, 2 * half), c.text);
    }
    if (stops.empty()) return;
    const RunRules::Stop& last = stops.back(); // of several one is named; the others say it where the mouse rests
    const QPointF beside(plot.within({last.epochs, 0}).x(), plot.area.top() + 0.3 * plot.area.height());
    plate(painter, style, plot.area, beside, last.brief, textSize, taken);
}

} // namespace ui
