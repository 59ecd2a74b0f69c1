// Under the four runs: start and pause, start over, how far they have come.
#pragma once

#include "ui/view/epoch_line.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class FourRuns;

class RunsBar : public QWidget {
    Q_OBJECT
public:
    explicit RunsBar(QWidget* parent = nullptr);
    void setStyle(const Style& style);
    // epochs: of each run.
    void showRuns(const FourRuns& runs, int epochs);

signals:
    void startOrPause();
    void startOver();

private:
    void fit();
    Style m_style;
    bool m_running = false;
    QPushButton *m_start, *m_over;
    EpochLine* m_line;
    QLabel *m_turn, *m_left;
};

} // namespace ui
