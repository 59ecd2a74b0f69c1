// How far a run has come: a line with a tick an epoch, and a handle that can be dragged back to any moment of it.
#pragma once

#include "ui/figure/style.h"

#include <QLineF>
#include <QWidget>
#include <optional>

namespace ui {

class EpochLine : public QWidget {
    Q_OBJECT
public:
    explicit EpochLine(QWidget* parent = nullptr);
    void setStyle(const Style& style);
    // progress: epochs done, 0 .. epochs; shown: where the handle stands, when that is an earlier moment.
    void setProgress(double progress, int epochs, std::optional<double> shown = std::nullopt);
    // Whether the handle can be moved.
    void setMovable(bool movable);
    QSize minimumSizeHint() const override { return {160, 40}; }
    // The place of a moment, in the widget's pixels.
    QPointF placeOf(double progress) const;

signals:
    // The user wants to see that moment, 0 .. progress; progress itself: the newest.
    void moved(double progress);

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLineF line() const;
    double labelWidth() const;
    void moveTo(double progress);
    void paintTicks(QPainter& painter, const QLineF& line, double label);
    Style m_style;
    double m_progress = 0;
    std::optional<double> m_shown;
    int m_epochs = 1;
    bool m_movable = false;
};

} // namespace ui
