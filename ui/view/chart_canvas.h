// A small chart that is drawn often. Here, and with the curves of TrainingChart, ends what knows Qt Charts.
#pragma once

#include "ui/figure/style.h"

#include <QChartView>
#include <optional>
#include <vector>

namespace ui {

// The plot with its hairlines and labels, which are drawn here because Qt Charts shortens its own to "..." in small
// charts.
class ChartCanvas : public QChartView {
public:
    struct Mark {
        double value; // on the axis
        QString label;
    };
    ChartCanvas(QChart* chart, QWidget* parent);
    void setStyle(const Style& style);
    // First and last mark are the ends of the axis.
    void setMarks(std::vector<Mark> x, std::vector<Mark> y);
    // Where the run stands: a line and a dot, or (ended) a cross; nowhere before it began.
    void setNow(std::optional<QPointF> now, bool ended);
    // A kept run: where its curve ends, its number, and what the curve is of.
    struct Name {
        QPointF end;
        int number;
        QString of;
    };
    void setNames(std::vector<Name> names);
    // Words in the plot, behind the curves: at the right, at the top or at the bottom of it.
    void setCaption(const QString& words, Qt::Alignment side);
    // Moments with something to say about them, on the axis of x.
    void setTicks(std::vector<Mark> ticks);
    // What the tick near this x of the widget says; empty: none is near.
    QString tickAt(double x) const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    void placePlot();
    void drawNow(QPainter* painter);
    void drawNames(QPainter* painter);
    void drawTicks(QPainter* painter);
    QPointF place(QPointF value) const;
    Style m_style;
    std::vector<Mark> m_x, m_y, m_ticks;
    std::optional<QPointF> m_now;
    std::vector<Name> m_names;
    QString m_caption;
    Qt::Alignment m_captionSide;
    bool m_ended = false;
};

} // namespace ui
