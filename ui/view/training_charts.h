// The course of a run as a chart: training, its single batches, the test set, and where it stands now. Everything that
// knows Qt Charts.
#pragma once

#include "ui/figure/style.h"
#include "ui/model/kept_runs.h"

#include <QChartView>
#include <QFrame>
#include <QLineSeries>
#include <array>
#include <optional>
#include <span>
#include <vector>

class QLabel;
class QValueAxis;

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
    // Words at points of the plot: the names of curves at their ends.
    void setNames(std::vector<std::pair<QPointF, QString>> names);

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
    std::vector<std::pair<QPointF, QString>> m_names;
    bool m_ended = false;
};

// What a chart shows: a run, and behind it those that were kept.
struct ChartedRuns {
    const TrainingHistory& history;
    int epochs = 1;                             // of the whole run
    bool diverged = false;                      // a cross marks where the numbers end
    std::optional<double> shown = std::nullopt; // the moment that is looked at, when it is not the newest
    std::span<const KeptRun> kept = {};
};

class TrainingChart : public QFrame {
    Q_OBJECT
public:
    enum Quantity { Loss, Accuracy };
    explicit TrainingChart(Quantity quantity, QWidget* parent = nullptr);

    void setStyle(const Style& style);
    void showRuns(const ChartedRuns& runs);

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void setCurves(const TrainingHistory& history);
    void setKept(std::span<const KeptRun> kept);
    void setAxes(const ChartedRuns& runs);
    void setTicks(const TrainingHistory& history);
    void setTitle(const ChartedRuns& runs);

    Quantity m_quantity;
    Style m_style;
    QLabel *m_title, *m_mean;
    QChart* m_chart;
    ChartCanvas* m_view;
    QLineSeries *m_batches, *m_training, *m_test;
    std::array<QLineSeries*, KeptRuns::most> m_kept;
    QValueAxis *m_x, *m_y;
};

} // namespace ui
