#include "ui/lessons/grids/accuracy_chart.h"

#include "ui/figure/chart.h"
#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

// One painting; lives for the length of a call.
class Chart {
public:
    Chart(QPainter& painter, const Style& style, const GridsPicture& picture, const QRectF& card, double unit)
        : m_painter(painter), m_c(style.colors()), m_p(picture), m_card(card), m_u(unit),
          m_hidden(picture.covered == "winner"), m_brush(painter, style, m_plot, 16 * unit) {
        const QFontMetricsF axis(Style::numberFont(16 * m_u)), name(Style::numberFont(18 * m_u, Weight::SemiBold));
        double label = 0;
        for (const AccuracyCurve& curve : m_p.curves) label = std::max(label, name.horizontalAdvance(curve.name));
        m_plot = {card.adjusted(22 * m_u + axis.horizontalAdvance("100 %") + 10 * m_u, 84 * m_u,
                                -(label + (sample + 30) * m_u), -(axis.height() + 20 * m_u)),
                  epochAxis(m_p.epochs), shareAxis(4)};
    }
    void all() {
        ChartBrush::card(m_painter, m_c, m_card);
        title();
        m_brush.hairlines();
        m_brush.yLabels(10 * m_u);
        m_brush.xLabels(6, 10 * m_u);
        if (m_hidden) {
            cover();
            return;
        }
        for (const AccuracyCurve& curve : m_p.curves) line(curve);
        names();
    }

private:
    static constexpr double sample = 44; // length of the line before a curve's name

    void title() {
        const double x = m_card.left() + 22 * m_u, width = m_card.width() - 44 * m_u;
        const TextLine name{{ui::tr("Test accuracy"), m_c.text, Weight::Bold}};
        drawLine(m_painter, name, x, m_card.top() + 32 * m_u, 19 * m_u);
        TextLine data{{m_p.data, m_c.dim}};
        while (lineWidth(data, 12) > width && data.front().text.contains(','))
            data.front().text.truncate(data.front().text.lastIndexOf(','));
        drawLine(m_painter, data, x, m_card.top() + 57 * m_u, fittingSize(data, width, 16 * m_u, 12));
    }
    QPointF place(double epochs, double accuracy) const { return m_plot.at(epochs, accuracy); }
    QPointF endOf(const AccuracyCurve& curve) const {
        return {curve.points.back().epochs, curve.points.back().accuracy};
    }
    QPen pen(const AccuracyCurve& curve) const {
        const double width = std::max(1.8, (curve.leNet ? 3.2 : 2.6) * m_u);
        const QColor ink = curve.shuffled ? m_c.runB : m_c.text;
        return curve.leNet ? QPen(ink, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin)
                           : dashedPen(ink, width, 9, 5, m_u);
    }
    void line(const AccuracyCurve& curve) {
        if (curve.points.empty()) return;
        ChartCurve drawn{{}, pen(curve)};
        for (const auto& point : curve.points) drawn.points.emplace_back(point.epochs, point.accuracy);
        m_brush.curve(drawn);
        if (curve.shuffled)
            for (const auto& point : curve.points)
                if (point.wholeSet) square(place(point.epochs, point.accuracy));
        if (curve.diverged)
            m_brush.cross(endOf(curve));
        else if (curve.learning)
            m_brush.dot(endOf(curve), 5.5);
    }
    void square(QPointF at) { m_brush.square(at, std::max(3.0, 4.2 * m_u), QPen(m_c.runB, std::max(1.4, 2 * m_u))); }
    // Where each name stands: at its curve's end, pushed apart where they would collide.
    std::vector<double> nameHeights(double apart) const {
        std::vector<std::size_t> byHeight(m_p.curves.size());
        std::iota(byHeight.begin(), byHeight.end(), std::size_t{0});
        std::vector<double> y;
        for (std::size_t i = 0; i < m_p.curves.size(); ++i) {
            const AccuracyCurve& curve = m_p.curves[i];
            // Not begun: spread over the plot, the LeNets above.
            const double none = 0.88 - 0.2 * static_cast<double>((i + 2) % 4);
            y.push_back(place(0, curve.points.empty() ? none : curve.points.back().accuracy).y());
        }
        std::stable_sort(byHeight.begin(), byHeight.end(), [&](std::size_t a, std::size_t b) { return y[a] < y[b]; });
        const double lowest = m_plot.area.bottom() - 0.3 * apart, highest = m_plot.area.top() + 0.3 * apart;
        for (int round = 0; round < 50; ++round)
            for (std::size_t i = 0; i + 1 < byHeight.size(); ++i) {
                double &upper = y[byHeight[i]], &lower = y[byHeight[i + 1]];
                const double push = (apart - (lower - upper)) / 2;
                if (push <= 0) continue;
                upper -= push;
                lower += push;
            }
        // Into the plot, from both ends.
        double limit = highest;
        for (const std::size_t i : byHeight) limit = (y[i] = std::max(y[i], limit)) + apart;
        limit = lowest;
        for (auto i = byHeight.rbegin(); i != byHeight.rend(); ++i) limit = (y[*i] = std::min(y[*i], limit)) - apart;
        return y;
    }
    void names() {
        const double apart = 50 * m_u;
        const auto heights = nameHeights(apart);
        for (std::size_t i = 0; i < m_p.curves.size(); ++i) {
            const AccuracyCurve& curve = m_p.curves[i];
            const double y = heights[i], left = m_plot.area.right() + 10 * m_u, x = left + (sample + 8) * m_u;
            leader(curve, {left, y}, {left + sample * m_u, y});
            const QColor ink = curve.shuffled ? m_c.runB : m_c.text;
            drawLine(m_painter, {{curve.name, ink, Weight::SemiBold}}, x, y - 2 * m_u, 18 * m_u);
            if (curve.points.empty())
                drawLine(m_painter, {{ui::tr("untrained"), m_c.dim}}, x, y + 19 * m_u, 16 * m_u);
            else
                drawLine(m_painter, {{percent(curve.points.back().accuracy), ink, Weight::Bold}}, x, y + 19 * m_u,
                         20 * m_u);
        }
    }
    // The curve's own line before its name; a hairline joins it with the curve's end.
    void leader(const AccuracyCurve& curve, QPointF from, QPointF to) {
        if (!curve.points.empty()) {
            m_painter.setPen(QPen(m_c.lineStrong, 1));
            m_painter.drawLine(m_plot.at(endOf(curve)) + QPointF(7 * m_u, 0), from);
        }
        m_painter.setPen(pen(curve));
        m_painter.drawLine(from, to);
        if (curve.shuffled) square((from + to) / 2);
    }
    void cover() {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_c.sunken);
        m_painter.drawRoundedRect(m_plot.area.adjusted(0, 0, m_card.right() - m_plot.area.right() - 20 * m_u, 0), 8, 8);
        m_painter.setFont(Style::font(64 * m_u, Weight::Bold));
        m_painter.setPen(m_c.dim);
        m_painter.drawText(m_plot.area.adjusted(0, 0, m_card.right() - m_plot.area.right(), 0), Qt::AlignCenter, "?");
    }

    QPainter& m_painter;
    const Palette& m_c;
    const GridsPicture& m_p;
    QRectF m_card;
    ChartPlot m_plot;
    double m_u;
    bool m_hidden;
    ChartBrush m_brush;
};

} // namespace

void paintAccuracyChart(QPainter& painter, const Style& style, const GridsPicture& picture, const QRectF& card,
                        double unit) {
    Chart(painter, style, picture, card, unit).all();
}

QString accuracyInWords(const GridsPicture& p) {
    if (p.covered == "winner") return tr("The test accuracies are covered.");
    QStringList all;
    for (const AccuracyCurve& curve : p.curves)
        all << (curve.points.empty() ? curve.name + ": " + tr("untrained")
                                     : tr("%1: %2 after %3 epochs")
                                           .arg(curve.name, percent(curve.points.back().accuracy),
                                                fixed(curve.points.back().epochs, 2)));
    return tr("Test accuracy. ") + all.join("; ") + ".";
}

} // namespace ui
