// The course of a run as a chart: training, its single batches, the test set, and where it stands now.
#pragma once

#include "ui/model/kept_runs.h"
#include "ui/view/chart_canvas.h"

#include <QFrame>
#include <QLineSeries>
#include <array>
#include <optional>
#include <span>
#include <vector>

class QLabel;
class QValueAxis;

namespace ui {

// What a chart shows: a run, and behind it those that were kept.
struct ChartedRuns {
    const TrainingHistory& history;
    int epochs = 1;                             // of the whole run
    bool diverged = false;                      // a cross marks where the numbers end
    std::optional<double> shown = std::nullopt; // the moment that is looked at, when it is not the newest
    std::span<const KeptRun> kept = {};
    QString how = {}; // howItLearns(): of the training curve
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

private:
    void build();
    void setCurves(const TrainingHistory& history);
    void setKept(std::span<const KeptRun> kept);
    void setAxes(const ChartedRuns& runs);
    void setTicks(const ChartedRuns& runs);
    void setTitle(const ChartedRuns& runs);

    Quantity m_quantity;
    Style m_style;
    QLabel* m_title;
    QChart* m_chart;
    ChartCanvas* m_view;
    QLineSeries *m_batches, *m_training, *m_test;
    std::array<QLineSeries*, KeptRuns::most> m_kept;
    QValueAxis *m_x, *m_y;
};

} // namespace ui
