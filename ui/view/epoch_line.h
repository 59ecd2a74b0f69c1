// How far a run has come: a line with a tick an epoch.
#pragma once

#include "ui/figure/style.h"

#include <QWidget>

namespace ui {

class EpochLine : public QWidget {
    Q_OBJECT
public:
    explicit EpochLine(QWidget* parent = nullptr);
    void setStyle(const Style& style);
    // progress: epochs done, 0 .. epochs.
    void setProgress(double progress, int epochs);
    QSize minimumSizeHint() const override { return {160, 40}; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    void paintTicks(QPainter& painter, const QLineF& line, double label);
    Style m_style;
    double m_progress = 0;
    int m_epochs = 1;
};

} // namespace ui
