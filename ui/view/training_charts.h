// The course of a run as a chart: training, its single batches, the test set, and where it stands now. Everything that
// knows Qt Charts.
#pragma once

#include "ui/figure/style.h"
#include "ui/model/training_history.h"

#include <QChartView>
#include <QFrame>
#include <QLineSeries>
#include <optional>
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

protected:
    void resizeEvent(QResizeEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    void placePlot();
    void drawNow(QPainter* painter);
    QPointF place(QPointF value) const;
    Style m_style;
    std::vector<Mark> m_x, m_y;
    std::optional<QPointF> m_now;
    bool m_ended = false;
};

class TrainingChart : public QFrame {
    Q_OBJECT
public:
    enum Quantity { Loss, Accuracy };
    explicit TrainingChart(Quantity quantity, QWidget* parent = nullptr);

    void setStyle(const Style& style);
    // epochs: of the whole run; diverged: a cross marks where the numbers end.
    void showHistory(const TrainingHistory& history, int epochs, bool diverged);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void setCurves(const TrainingHistory& history);
    void setAxes(const TrainingHistory& history, int epochs);
    void setTitle(const TrainingHistory& history);

    Quantity m_quantity;
    Style m_style;
    QLabel *m_title, *m_mean;
    QChart* m_chart;
    ChartCanvas* m_view;
    QLineSeries *m_batches, *m_training, *m_test;
    QValueAxis *m_x, *m_y;
};

} // namespace ui
