#include "ui/lessons/grids/accuracy_chart.h"

#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <QPainterPath>
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
          m_hidden(picture.covered == "winner") {
        const QFontMetricsF axis(Style::numberFont(16 * m_u)), name(Style::numberFont(18 * m_u, Weight::SemiBold));
        double label = 0;
        for (const AccuracyCurve& curve : m_p.curves) label = std::max(label, name.horizontalAdvance(curve.name));
        m_plot = card.adjusted(22 * m_u + axis.horizontalAdvance("100 %") + 10 * m_u, 84 * m_u,
                               -(label + (sample + 30) * m_u), -(axis.height() + 20 * m_u));
    }
    void all() {
        m_painter.setPen(QPen(m_c.line, 1));
        m_painter.setBrush(m_c.surface);
        m_painter.drawRoundedRect(m_card.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
        title();
        axes();
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
        const TextLine data{{m_p.data, m_c.dim}};
        drawLine(m_painter, data, x, m_card.top() + 57 * m_u, fittingSize(data, width, 16 * m_u, 9));
    }
    QPointF place(double epochs, double accuracy) const {
        return {m_plot.left() + m_plot.width() * epochs / m_p.epochs, m_plot.bottom() - m_plot.height() * accuracy};
    }
    void axes() {
        m_painter.setFont(Style::numberFont(16 * m_u));
        const double height = QFontMetricsF(m_painter.font()).height();
        for (int i = 0; i <= 4; ++i) {
            const double y = std::round(place(0, i / 4.0).y()) + 0.5;
            m_painter.setPen(QPen(m_c.line, 1));
            m_painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
            m_painter.setPen(m_c.dim);
            m_painter.drawText(QRectF(m_card.left(), y - height / 2, m_plot.left() - m_card.left() - 10 * m_u, height),
                               Qt::AlignRight | Qt::AlignVCenter, QString::number(25 * i) + " %");
        }
        const int every = std::max(1, (m_p.epochs + 5) / 6);
        const double last = place(m_p.epochs, 0).x();
        const QString end = counted(m_p.epochs, ui::tr("epoch"), ui::tr("epochs"));
        const double endWidth = QFontMetricsF(m_painter.font()).horizontalAdvance(end);
        for (int epoch = 0; epoch < m_p.epochs; epoch += every) {
            const double x = place(epoch, 0).x();
            if (x + 20 * m_u > last - endWidth + 10 * m_u) continue;
            m_painter.drawText(QRectF(x - 40, m_plot.bottom() + 6 * m_u, 80, height), Qt::AlignHCenter | Qt::AlignTop,
                               QString::number(epoch));
        }
        m_painter.drawText(QRectF(last + 10 * m_u - 200, m_plot.bottom() + 6 * m_u, 200, height),
                           Qt::AlignRight | Qt::AlignTop, end);
    }
    QPen pen(const AccuracyCurve& curve) const {
        const double width = std::max(1.8, (curve.leNet ? 3.2 : 2.6) * m_u);
        QPen pen(curve.shuffled ? m_c.runB : m_c.text, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
        if (!curve.leNet) pen.setDashPattern({9 * m_u / width, 5 * m_u / width});
        return pen;
    }
    void line(const AccuracyCurve& curve) {
        if (curve.points.empty()) return;
        QPainterPath path;
        for (const auto& point : curve.points) {
            const QPointF at = place(point.epochs, point.accuracy);
            if (path.elementCount() == 0)
                path.moveTo(at);
            else
                path.lineTo(at);
        }
        m_painter.setPen(pen(curve));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(path);
        if (curve.shuffled)
            for (const auto& point : curve.points)
                if (point.wholeSet) square(place(point.epochs, point.accuracy));
        const QPointF end = place(curve.points.back().epochs, curve.points.back().accuracy);
        if (curve.diverged) {
            m_painter.setPen(QPen(m_c.error, 3));
            m_painter.drawLine(end - QPointF(6, 6), end + QPointF(6, 6));
            m_painter.drawLine(end - QPointF(6, -6), end + QPointF(6, -6));
        } else if (curve.learning) {
            m_painter.setPen(QPen(m_c.surface, 1.5));
            m_painter.setBrush(m_c.now);
            m_painter.drawEllipse(end, 5.5, 5.5);
        }
    }
    void square(QPointF at) {
        const double half = std::max(3.0, 4.2 * m_u);
        m_painter.setPen(QPen(m_c.runB, std::max(1.4, 2 * m_u)));
        m_painter.setBrush(m_c.surface);
        m_painter.drawRect(QRectF(at - QPointF(half, half), QSizeF(2 * half, 2 * half)));
    }
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
        const double lowest = m_plot.bottom() - 0.3 * apart, highest = m_plot.top() + 0.3 * apart;
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
            const double y = heights[i], left = m_plot.right() + 10 * m_u, x = left + (sample + 8) * m_u;
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
            const QPointF end = place(curve.points.back().epochs, curve.points.back().accuracy);
            m_painter.setPen(QPen(m_c.lineStrong, 1));
            m_painter.drawLine(end + QPointF(7 * m_u, 0), from);
        }
        m_painter.setPen(pen(curve));
        m_painter.drawLine(from, to);
        if (curve.shuffled) square((from + to) / 2);
    }
    void cover() {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_c.sunken);
        m_painter.drawRoundedRect(m_plot.adjusted(0, 0, m_card.right() - m_plot.right() - 20 * m_u, 0), 8, 8);
        m_painter.setFont(Style::font(64 * m_u, Weight::Bold));
        m_painter.setPen(m_c.dim);
        m_painter.drawText(m_plot.adjusted(0, 0, m_card.right() - m_plot.right(), 0), Qt::AlignCenter, "?");
    }

    QPainter& m_painter;
    const Palette& m_c;
    const GridsPicture& m_p;
    QRectF m_card, m_plot;
    double m_u;
    bool m_hidden;
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
