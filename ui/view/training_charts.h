// The course of a run as a chart: training, its single batches, the test set, and where it stands now. Everything that
// knows Qt Charts.
#pragma once

#include "ui/figure/style.h"
#include "ui/model/training_history.h"

#include <QChartView>
#include <QFrame>
#include <QLineSeries>
#include <QScatterSeries>

class QCategoryAxis;
class QGraphicsSimpleTextItem;
class QLabel;

namespace ui {

class TrainingChart : public QFrame {
    Q_OBJECT
public:
    enum Quantity { Loss, Accuracy };
    explicit TrainingChart(Quantity quantity, QWidget* parent = nullptr);

    void setStyle(const Style& style);
    // epochs: of the whole run; diverged: a cross marks where the numbers end.
    void show(const TrainingHistory& history, int epochs, bool diverged);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void setCurves(const TrainingHistory& history);
    void setNow(const TrainingHistory& history, bool diverged);
    void setAxes(const TrainingHistory& history, int epochs);
    void setTitle(const TrainingHistory& history);
    void placeUnit();

    Quantity m_quantity;
    Style m_style;
    QLabel *m_title, *m_mean;
    QChart* m_chart;
    QChartView* m_view;
    QLineSeries *m_batches, *m_training, *m_test, *m_nowLine;
    QScatterSeries *m_nowDot, *m_end;
    QCategoryAxis *m_x, *m_y;
    QGraphicsSimpleTextItem* m_unit;
};

} // namespace ui
