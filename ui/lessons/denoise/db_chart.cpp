#include "ui/lessons/denoise/db_chart.h"

#include "ui/figure/class_colors.h"
#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

QPen penOf(const DbCurve& curve, const Style& style) {
    const Palette& c = style.colors();
    if (curve.kind == DbCurve::Network) return {c.text, 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
    if (curve.kind == DbCurve::Kept)
        return {runColor(style.theme, curve.number), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
    QPen pen(c.dim, 1.6);
    constexpr Qt::PenStyle kinds[] = {Qt::DotLine, Qt::DashLine, Qt::SolidLine, Qt::DashDotLine};
    pen.setStyle(kinds[static_cast<std::size_t>(curve.number) % std::size(kinds)]);
    return pen;
}

} // namespace

ChartAxis decibelAxis(double low, double high) {
    double step = 1;
    for (const double next : {2.0, 5.0, 10.0, 20.0})
        if ((high - low) / step > 5) step = next;
    ChartAxis axis{step * std::floor(low / step), step * std::ceil(high / step)};
    if (axis.to <= axis.from) axis.to = axis.from + step;
    for (double at = axis.from; at <= axis.to + 1e-9; at += step) axis.marks.push_back({at, QString::number(at)});
    return axis;
}

DbChart::DbChart(QSizeF size, double text, DbContent content)
    : m_size(size), m_text(text), m_content(std::move(content)) {
    double low = 1e9, high = -1e9, labels = 0;
    const QFontMetricsF metrics(Style::numberFont(m_text, Weight::Bold));
    for (const DbCurve& curve : m_content.curves) {
        for (const QPointF& p : curve.points) {
            if (!std::isfinite(p.y())) continue;
            low = std::min(low, p.y());
            high = std::max(high, p.y());
        }
        if (curve.kind != DbCurve::Kept) labels = std::max(labels, metrics.horizontalAdvance(label(curve)));
    }
    if (low > high) low = 5, high = 20;
    m_plot.x = m_content.x;
    m_plot.y = decibelAxis(low, high);
    double left = 0;
    for (const ChartMark& mark : m_plot.y.marks) left = std::max(left, metrics.horizontalAdvance(mark.label));
    const double head = 1.25 * m_text + 15;
    m_plot.area =
        QRectF(QPointF(0, 0), size)
            .adjusted(left + 1.6 * m_text + 8, head + 0.4 * m_text, -labels - 1.7 * m_text, -1.3 * m_text - 12);
}

QString DbChart::label(const DbCurve& curve) const {
    return curve.value.isEmpty() ? curve.name : curve.name + ' ' + curve.value;
}

// ---- painting ------------------------------------------------------------------------------------------------------

void DbChart::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF whole(QPointF(0, 0), m_size);
    painter.fillRect(whole, m_content.framed ? style.colors().window : style.colors().surface);
    if (m_content.framed) ChartBrush::card(painter, style.colors(), whole);
    const ChartBrush brush(painter, style, m_plot, m_text);
    paintHead(painter, style);
    brush.hairlines();
    paintPlaces(painter, style);
    for (const auto kind : {DbCurve::Rival, DbCurve::Kept, DbCurve::Network})
        for (const DbCurve& curve : m_content.curves)
            if (curve.kind == kind && !curve.points.empty())
                brush.curve({curve.points, penOf(curve, style), kind == DbCurve::Network ? 0.25 * m_text : 0});
    brush.yLabels();
    brush.xLabels();
    paintLabels(painter, style);
}

void DbChart::paintHead(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    TextLine line{{m_content.title, c.text, Weight::Bold}};
    if (!m_content.said.isEmpty()) line.push_back({"   " + m_content.said, c.text});
    const double left = 1.6 * m_text, room = m_size.width() - left - m_text;
    drawLine(painter, line, left, 13 + m_text, fittingSize(line, room, m_text, 0.7 * m_text));
}

void DbChart::paintPlaces(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    const QRectF& area = m_plot.area;
    if (m_content.mark) {
        const double x = m_plot.within({*m_content.mark, m_plot.y.from}).x();
        painter.setPen(QPen(c.lineStrong, 1.5, Qt::DashLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setFont(Style::numberFont(0.92 * m_text));
        painter.setPen(c.dim);
        const QRectF room(x + 4, area.top(), area.right() - x - 4, 1.4 * m_text);
        painter.drawText(room, static_cast<int>(Qt::AlignLeft | Qt::AlignTop) | Qt::TextDontClip, m_content.markName);
    }
    if (m_content.now) {
        const double x = m_plot.within({*m_content.now, m_plot.y.from}).x();
        painter.setPen(QPen(c.now, 2));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        if (m_content.handle) {
            painter.setPen(QPen(c.onNow, 1.5));
            painter.setBrush(c.now);
            painter.drawEllipse(QPointF(x, area.bottom()), 0.5 * m_text, 0.5 * m_text);
        }
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.text);
    for (const DbContent::Change& change : m_content.changes) {
        const double x = m_plot.within({change.at, m_plot.y.from}).x(), half = 0.35 * m_text;
        painter.drawPolygon(
            QPolygonF{{x - half, area.bottom()}, {x + half, area.bottom()}, {x, area.bottom() - 2 * half}});
    }
}

// One under the other where curves end side by side: the middles of the labels, in the order of the curves.
std::vector<double> DbChart::labelPlaces() const {
    std::vector<double> places(m_content.curves.size(), 0);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const DbCurve& curve = m_content.curves[i];
        if (curve.kind == DbCurve::Kept || curve.points.empty()) continue;
        places[i] = m_plot.within(curve.points.back()).y();
        order.push_back(i);
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return places[i]; });
    const double apart = std::min(1.2 * m_text, (m_plot.area.height() + m_text) /
                                                    std::max<double>(1, static_cast<double>(order.size())));
    for (std::size_t k = 1; k < order.size(); ++k)
        places[order[k]] = std::max(places[order[k]], places[order[k - 1]] + apart);
    double lowest = m_plot.area.bottom() + 0.2 * m_text;
    for (std::size_t k = order.size(); k-- > 0; lowest -= apart) places[order[k]] = std::min(places[order[k]], lowest);
    return places;
}

void DbChart::paintLabels(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    const std::vector<double> places = labelPlaces();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const DbCurve& curve = m_content.curves[i];
        if (curve.points.empty()) continue;
        const bool network = curve.kind == DbCurve::Network;
        const QPointF end = m_plot.within(curve.points.back());
        if (curve.kind == DbCurve::Kept) {
            painter.setFont(Style::numberFont(m_text, Weight::Bold));
            painter.setPen(runColor(style.theme, curve.number));
            painter.drawText(end + QPointF(3, -3), QString::number(curve.number));
            continue;
        }
        const double x = m_plot.area.right() + 0.9 * m_text;
        painter.setPen(QPen(c.line, 1));
        const QPointF edge(std::max(end.x(), m_plot.area.right()), end.y());
        painter.drawPolyline(QPolygonF{end, edge, {x - 2, places[i]}});
        painter.setFont(Style::numberFont(m_text, network ? Weight::Bold : Weight::Regular));
        painter.setPen(network ? c.text : c.dim);
        painter.drawText(QRectF(x, places[i] - m_text, m_size.width() - x, 2 * m_text),
                         static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextDontClip, label(curve));
    }
}

// ---- words and pointing --------------------------------------------------------------------------------------------

QString DbChart::describe() const {
    QStringList said;
    for (const DbCurve& curve : m_content.curves)
        if (!curve.points.empty()) said << label(curve);
    const QString head = m_content.said.isEmpty() ? m_content.title : m_content.title + ' ' + m_content.said;
    return said.isEmpty() ? head : tr("%1: %2.").arg(head, said.join(", "));
}

std::optional<CellRef> DbChart::cellAt(QPointF point) const {
    if (!m_plot.area.adjusted(-m_text, 0, m_text, 1.5 * m_text).contains(point)) return std::nullopt;
    const double share = std::clamp((point.x() - m_plot.area.left()) / m_plot.area.width(), 0.0, 1.0);
    return CellRef{placePart, 0, 0, static_cast<int>(std::lround(1000 * share))};
}

QRectF DbChart::cellRect(const CellRef& cell) const {
    if (cell.part != placePart) return {};
    return {m_plot.area.left() + m_plot.area.width() * cell.x / 1000.0 - 1, m_plot.area.top(), 2, m_plot.area.height()};
}

QString DbChart::changeAt(QPointF point) const {
    for (const DbContent::Change& change : m_content.changes)
        if (std::abs(m_plot.within({change.at, m_plot.y.from}).x() - point.x()) < 0.6 * m_text)
            return tr("After %1 epochs: %2").arg(QString::number(change.at, 'f', 2), change.words);
    return {};
}

} // namespace ui
