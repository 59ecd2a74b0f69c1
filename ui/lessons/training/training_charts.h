// A chart of the run on the stage of the training lesson.
#pragma once

#include "ui/figure/run_chart.h"

#include <QFrame>

namespace ui {

class TrainingChart : public QFrame {
    Q_OBJECT
public:
    explicit TrainingChart(QuantityChart::Quantity quantity, QWidget* parent = nullptr);

    void setStyle(const Style& style);
    void showRun(const RunCourse& run, const RunStand& stand);

protected:
    void paintEvent(QPaintEvent*) override;
    bool event(QEvent* event) override;

private:
    QuantityChart chart() const;
    QuantityChart::Quantity m_quantity;
    Style m_style;
    RunCourse m_run;
    RunStand m_stand;
};

} // namespace ui
