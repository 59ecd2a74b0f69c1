#include "ui/figure/chart.h"

#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// A round number not below `value`, and how many hairlines divide it evenly.
struct Round {
    double end;
    int parts;
};
Round roundedUp(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const auto& [factor, parts] : {std::pair{1.0, 4},
                                        {1.2, 3},
                                        {1.5, 3},
                                        {2.0, 4},
                                        {2.4, 3},
                                        {3.0, 3},
                                        {4.0, 4},
                                        {5.0, 5},
                                        {6.0, 3},
                                        {8.0, 4},
                                        {10.0, 4}})
        if (factor * power >= value * (1 - 1e-9)) return {factor * power, parts};
    return {10 * power, 4};
}

} // namespace

// ---- axes ----------------------------------------------------------------------------------------------------------

double ChartAxis::share(double value) const {
    if (logarithmic) return std::log(std::max(value, 1e-300) / from) / std::log(to / from);
    return (value - from) / (to - from);
}

ChartAxis epochAxis(int end) {
    ChartAxis axis{0, double(end)};
    const int every = std::max(1, (end + 5) / 6);
    if (end == 1)
        axis.marks = {{0, "0"}, {0.25, "0.25"}, {0.5, "0.5"}, {0.75, "0.75"}};
    else
        for (int epoch = 0; epoch <= end - (every + 1) / 2; epoch += every)
            axis.marks.push_back({double(epoch), QString::number(epoch)});
    axis.namedAtEnd = true;
    axis.marks.push_back({double(end), counted(end, tr("epoch"), tr("epochs"))});
    return axis;
}

ChartAxis shareAxis(int parts) {
    ChartAxis axis;
    for (int i = 0; i <= parts; ++i) {
        const double value = static_cast<double>(i) / parts;
        axis.marks.push_back({value, QString::number(qRound(100 * value)) + " %"});
    }
    return axis;
}

ChartAxis lossAxis(double highest) {
    const Round top = roundedUp(highest);
    ChartAxis axis{0, top.end};
    for (int i = 0; i <= top.parts; ++i) {
        const double value = top.end * i / top.parts;
        axis.marks.push_back({value, fixed(value, top.end < 0.01 ? 4 : top.end < 0.1 ? 3 : top.end < 1 ? 2 : 1)});
    }
    return axis;
}

double roomForLoss(double first, double largest) {
    return std::clamp(largest, 0.1, 3 * std::max(first, 1.0));
}

// ---- places --------------------------------------------------------------------------------------------------------

QPointF ChartPlot::at(double xValue, double yValue) const {
    return {area.left() + x.share(xValue) * area.width(), area.bottom() - y.share(yValue) * area.height()};
}

QPointF ChartPlot::within(QPointF value) const {
    const auto inside = [](double share) { return std::isnan(share) ? 1 : std::clamp(share, 0.0, 1.0); };
    return {area.left() + inside(x.share(value.x())) * area.width(),
            area.bottom() - inside(y.share(value.y())) * area.height()};
}

QPen dashedPen(const QColor& colour, double width, double dash, double gap, double unit) {
    QPen pen(colour, width, Qt::CustomDashLine, Qt::FlatCap, Qt::RoundJoin);
    pen.setDashPattern({dash * unit / width, gap * unit / width});
    return pen;
}

// ---- painting ------------------------------------------------------------------------------------------------------

void ChartBrush::card(QPainter& painter, const Palette& colours, const QRectF& card) {
    painter.setPen(QPen(colours.line, 1));
    painter.setBrush(colours.surface);
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
}

void ChartBrush::hairlines() const {
    m_painter.setPen(QPen(m_c.line, 1));
    for (const ChartMark& mark : m_plot.y.marks) {
        const double y = std::round(m_plot.at(m_plot.x.from, mark.value).y()) + 0.5;
        m_painter.drawLine(QPointF(m_plot.area.left(), y), QPointF(m_plot.area.right(), y));
    }
}

void ChartBrush::yLabels(double gap) const {
    const auto& marks = m_plot.y.marks;
    if (marks.size() < 2) return;
    m_painter.setFont(Style::numberFont(m_text));
    m_painter.setPen(m_c.dim);
    const double line = QFontMetricsF(m_painter.font()).height();
    const std::size_t parts = marks.size() - 1;
    const bool crowded = m_plot.area.height() / static_cast<double>(parts) < line;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (crowded && i > 0 && i < parts && (parts % 2 == 1 || i % 2 == 1)) continue;
        const double y = m_plot.at(m_plot.x.from, marks[i].value).y();
        m_painter.drawText(QRectF(m_plot.area.left() - 200, y - line / 2, 200 - gap, line),
                           Qt::AlignRight | Qt::AlignVCenter, marks[i].label);
    }
}

void ChartBrush::xLabels(double gap, double overhang) const {
    if (m_plot.x.marks.empty()) return;
    m_painter.setFont(Style::numberFont(m_text));
    m_painter.setPen(m_c.dim);
    const QFontMetricsF metrics(m_painter.font());
    const ChartMark* words = m_plot.x.namedAtEnd ? &m_plot.x.marks.back() : nullptr;
    const double end = m_plot.area.right() + overhang, most = 200;
    for (const ChartMark& mark : m_plot.x.marks) {
        const double x = m_plot.at(mark.value, m_plot.y.from).x(), half = metrics.horizontalAdvance(mark.label) / 2;
        if (words && &mark != words && x + half > end - metrics.horizontalAdvance(words->label) - 10) continue;
        const QRectF where(&mark == words ? end - most : x - most / 2, m_plot.area.bottom() + gap, most,
                           metrics.height());
        m_painter.drawText(where, (&mark == words ? Qt::AlignRight : Qt::AlignHCenter) | Qt::AlignTop, mark.label);
    }
}

void ChartBrush::curve(const ChartCurve& curve) const {
    if (curve.points.empty()) return;
    QPolygonF line; // without clipping, which not every file format knows
    for (const QPointF& value : curve.points) line << m_plot.within(value);
    if (curve.dots > 0) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(curve.pen.color());
        for (const QPointF& at : line) m_painter.drawEllipse(at, curve.dots, curve.dots);
    }
    m_painter.setPen(curve.pen);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPolyline(line);
}

void ChartBrush::nowLine(double x) const {
    const double at = m_plot.within({x, m_plot.y.from}).x();
    m_painter.setPen(QPen(m_c.now, 1));
    m_painter.drawLine(QPointF(at, m_plot.area.top()), QPointF(at, m_plot.area.bottom()));
}

void ChartBrush::dot(QPointF value, double radius) const {
    m_painter.setPen(QPen(m_c.surface, 1.5));
    m_painter.setBrush(m_c.now);
    m_painter.drawEllipse(m_plot.within(value), radius, radius);
}

void ChartBrush::cross(QPointF value, double reach) const {
    const QPointF at = m_plot.within(value);
    m_painter.setPen(QPen(m_c.error, 3, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawLine(at - QPointF(reach, reach), at + QPointF(reach, reach));
    m_painter.drawLine(at - QPointF(reach, -reach), at + QPointF(reach, -reach));
}

void ChartBrush::square(QPointF place, double half, const QPen& pen) const {
    m_painter.setPen(pen);
    m_painter.setBrush(m_c.surface);
    m_painter.drawRect(QRectF(place - QPointF(half, half), QSizeF(2 * half, 2 * half)));
}

} // namespace ui
