// Charts: THE drawing of axes and curves, the same on the screen, on paper and within larger pictures.
#pragma once

#include "ui/figure/style.h"

#include <QPainter>
#include <QPointF>
#include <QRectF>
#include <vector>

namespace ui {

struct ChartMark {
    double value; // on the axis
    QString label;
};

struct ChartAxis {
    double from = 0, to = 1;
    std::vector<ChartMark> marks{}; // in rising order
    bool logarithmic = false;       // both ends are then above 0
    bool namedAtEnd = false;        // the last mark has words and ends where the plot does
    // 0 at `from`, 1 at `to`; beyond them outside of that.
    double share(double value) const;
};
// 0 to `end` epochs, marked at whole ones: about six, the last by name.
ChartAxis epochAxis(int end);
// 0 to 100 %, `parts` of them.
ChartAxis shareAxis(int parts);
// From 0 to a round number not below `highest`, in three to five even parts.
ChartAxis lossAxis(double highest);
// How far an axis reaches for losses up to `largest`: a run that blows up may not flatten what came before.
double roomForLoss(double first, double largest);

// Where values lie: axes over an area of the picture.
struct ChartPlot {
    QRectF area{};
    ChartAxis x{}, y{};
    QPointF at(double xValue, double yValue) const;
    QPointF at(QPointF value) const { return at(value.x(), value.y()); }
    // On the edge when the value is beyond the axes or none at all.
    QPointF within(QPointF value) const;
};

struct ChartCurve {
    std::vector<QPointF> points; // values
    QPen pen;
    double dots = 0; // radius of a dot on each point; 0: none
};
// Test curves are dashed, whatever they are drawn on; lengths are times `unit`.
QPen dashedPen(const QColor& colour, double width, double dash, double gap, double unit = 1);

// A painter at work on a plot; lives for the length of a call.
class ChartBrush {
public:
    // text: size of the marks' labels.
    ChartBrush(QPainter& painter, const Style& style, const ChartPlot& plot, double text)
        : m_painter(painter), m_style(style), m_c(style.colors()), m_plot(plot), m_text(text) {}

    // A card to stand on: ground and hairline.
    static void card(QPainter& painter, const Palette& colours, const QRectF& card);
    // Hairlines at the marks of y. Their labels stand left of the plot, those that there is room for.
    void hairlines() const;
    void yLabels(double gap = 8) const;
    // Below the plot, those that there is room for; words at the end may reach a little beyond the plot.
    void xLabels(double gap = 5, double overhang = 6) const;
    // What is beyond the axes runs along the plot's edge.
    void curve(const ChartCurve& curve) const;
    // Where things stand: a line through the plot, a dot, a cross where the numbers end, a square.
    void nowLine(double x) const;
    void dot(QPointF value, double radius = 5) const;
    void cross(QPointF value, double reach = 6) const;
    void square(QPointF place, double half, const QPen& pen) const;

private:
    QPainter& m_painter;
    const Style& m_style;
    const Palette& m_c;
    const ChartPlot& m_plot;
    double m_text;
};

} // namespace ui
