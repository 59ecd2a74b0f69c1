#include "ui/view/chart_canvas.h"

#include "ui/figure/run_names.h"

#include <QGraphicsLayout>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double chartText = 13;

} // namespace

ChartCanvas::ChartCanvas(QChart* chart, QWidget* parent) : QChartView(chart, parent) {
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setMinimumSize(60, 40);
    chart->legend()->hide();
    chart->setBackgroundVisible(false);
    chart->setMargins({});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
}

void ChartCanvas::setStyle(const Style& style) {
    m_style = style;
    setBackgroundBrush(style.colors().surface);
    placePlot();
}

void ChartCanvas::setMarks(std::vector<Mark> x, std::vector<Mark> y) {
    m_x = std::move(x);
    m_y = std::move(y);
    placePlot();
    viewport()->update();
}

void ChartCanvas::setNow(std::optional<QPointF> now, bool ended) {
    m_now = now;
    m_ended = ended;
    viewport()->update();
}

void ChartCanvas::setNames(std::vector<Name> names) {
    m_names = std::move(names);
    viewport()->update();
}

void ChartCanvas::setCaption(const QString& words, Qt::Alignment side) {
    m_caption = words;
    m_captionSide = side;
    viewport()->update();
}

void ChartCanvas::setTicks(std::vector<Mark> ticks) {
    m_ticks = std::move(ticks);
    viewport()->update();
}

QString ChartCanvas::tickAt(double x) const {
    const Mark* nearest = nullptr;
    double least = 8 * m_style.scale;
    for (const Mark& tick : m_ticks) {
        const double distance = std::abs(place({tick.value, 0}).x() - x);
        if (distance > least) continue;
        least = distance;
        nearest = &tick;
    }
    return nearest ? nearest->label : QString();
}

// On the chart's edge when beyond the axes.
QPointF ChartCanvas::place(QPointF value) const {
    const QRectF plot = chart()->plotArea();
    const double x = std::clamp(value.x() / m_x.back().value, 0.0, 1.0);
    const double y = std::clamp(value.y() / m_y.back().value, 0.0, 1.0);
    return {plot.left() + x * plot.width(), plot.bottom() - y * plot.height()};
}

void ChartCanvas::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    placePlot();
}

void ChartCanvas::placePlot() {
    const QFontMetricsF metrics(Style::numberFont(chartText * m_style.scale));
    double label = 0;
    for (const Mark& mark : m_y) label = std::max(label, metrics.horizontalAdvance(mark.label));
    const double half = metrics.height() / 2;
    const QRectF plot = QRectF(viewport()->rect()).adjusted(label + 8, half, -6, -metrics.height() - 5);
    if (plot != chart()->plotArea()) chart()->setPlotArea(plot);
}

// Hairlines too: those of Qt Charts stay behind when the plot is given a place of its own.
void ChartCanvas::drawBackground(QPainter* painter, const QRectF& rect) {
    QChartView::drawBackground(painter, rect);
    painter->setPen(QPen(m_style.colors().line, 1));
    const QRectF plot = chart()->plotArea();
    for (const Mark& mark : m_y) {
        const double y = std::round(place({0, mark.value}).y()) + 0.5;
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
    painter->setFont(Style::font(chartText * m_style.scale));
    painter->setPen(m_style.colors().dim);
    painter->drawText(plot.adjusted(12, 2, -12, -10 * m_style.scale),
                      static_cast<int>(Qt::AlignRight | m_captionSide) | Qt::TextWordWrap, m_caption);
}

void ChartCanvas::drawForeground(QPainter* painter, const QRectF&) {
    if (m_x.empty() || m_y.empty()) return;
    painter->setFont(Style::numberFont(chartText * m_style.scale));
    painter->setPen(m_style.colors().dim);
    const QRectF plot = chart()->plotArea();
    const double line = QFontMetricsF(painter->font()).height();
    const std::size_t parts = m_y.size() - 1;
    const bool crowded = plot.height() / static_cast<double>(parts) < line;
    for (std::size_t i = 0; i < m_y.size(); ++i) {
        if (crowded && i > 0 && i < parts && (parts % 2 == 1 || i % 2 == 1)) continue;
        const double y = place({0, m_y[i].value}).y();
        painter->drawText(QRectF(0, y - line / 2, plot.left() - 8, line), Qt::AlignRight | Qt::AlignVCenter,
                          m_y[i].label);
    }
    const QFontMetricsF metrics(painter->font());
    const double lastLeft = plot.right() - metrics.horizontalAdvance(m_x.back().label);
    for (const Mark& mark : m_x) {
        const double x = place({mark.value, 0}).x();
        const bool last = &mark == &m_x.back();
        if (!last && x + metrics.horizontalAdvance(mark.label) / 2 > lastLeft - 4) continue;
        const QRectF where(last ? plot.right() - 120 + 6 : x - 60, plot.bottom() + 5, 120, line);
        painter->drawText(where, (last ? Qt::AlignRight : Qt::AlignHCenter) | Qt::AlignTop, mark.label);
    }
    drawNames(painter);
    drawTicks(painter);
    if (m_now) drawNow(painter);
}

void ChartCanvas::drawNames(QPainter* painter) {
    RunNames names;
    for (const Name& name : m_names) names.add(place(name.end), name.number, name.of);
    names.draw(*painter, m_style.theme, chart()->plotArea(), chartText * m_style.scale);
}

// Small wedges that stand on the axis: what they say is read when the mouse rests on them.
void ChartCanvas::drawTicks(QPainter* painter) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_style.colors().text);
    const double half = 4.5 * m_style.scale, height = 8 * m_style.scale, bottom = chart()->plotArea().bottom();
    for (const Mark& tick : m_ticks) {
        const double x = place({tick.value, 0}).x();
        painter->drawPolygon(QPolygonF{{x - half, bottom}, {x + half, bottom}, {x, bottom - height}});
    }
}

void ChartCanvas::drawNow(QPainter* painter) {
    const Palette& c = m_style.colors();
    const QPointF at = place(*m_now);
    painter->setPen(QPen(c.now, 1));
    painter->drawLine(QPointF(at.x(), chart()->plotArea().top()), QPointF(at.x(), chart()->plotArea().bottom()));
    if (m_ended) {
        painter->setPen(QPen(c.error, 3, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(at - QPointF(6, 6), at + QPointF(6, 6));
        painter->drawLine(at - QPointF(6, -6), at + QPointF(6, -6));
        return;
    }
    painter->setPen(QPen(c.surface, 1.5));
    painter->setBrush(c.now);
    painter->drawEllipse(at, 5, 5);
}

} // namespace ui
