// Under the training lesson: start and pause, single batches and epochs, how far it has come.
#pragma once

#include "ui/view/epoch_line.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class TrainingSession;

class TrainingBar : public QWidget {
    Q_OBJECT
public:
    explicit TrainingBar(QWidget* parent = nullptr);
    void setStyle(const Style& style);
    // On a page where no key learns one batch.
    void setNoBatchKey();
    // Null: there is nothing to train yet. shown: the moment that is looked at, when it is not the newest.
    void showRun(const TrainingSession* session, std::optional<double> shown = std::nullopt);

signals:
    void startOrPause();
    void oneBatch();
    void oneEpoch();
    void startOver();
    // The user wants to see that moment of the run, in epochs.
    void moved(double progress);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void paintIcon();
    Style m_style;
    bool m_running = false;
    QPushButton *m_start, *m_batch, *m_epoch, *m_over;
    EpochLine* m_line;
    QLabel *m_count, *m_speed;
};

} // namespace ui
