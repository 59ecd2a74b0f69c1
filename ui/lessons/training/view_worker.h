// Computes the view on show on a thread of its own, again and again while it trains, and leaves the training its share
// of the processor.
#pragma once

#include "ui/lessons/training/training_view.h"
#include "ui/model/background.h"

#include <QElapsedTimer>
#include <QTimer>

namespace ui {

class ViewWorker : public QObject {
    Q_OBJECT
public:
    explicit ViewWorker(QObject* parent = nullptr);

    // The view's picture of this moment is wanted: as soon as what is under way is done, or at once (then that is not
    // wanted any more).
    void ask(TrainingView* view, const TrainingMoment& moment, const QJsonObject& choices, bool atOnce);
    // Nothing is wanted any more.
    void stop();
    bool busy() const { return m_work.busy(); }
    // Returns when the last wish is fulfilled.
    void wait();

signals:
    void shown(); // the view has a new picture
    void failed(const QString& sentence);

private:
    struct Wish {
        TrainingView* view;
        TrainingMoment moment;
        QJsonObject choices;
    };
    void begin();
    std::optional<Wish> m_wish;
    QTimer m_later;
    QElapsedTimer m_since;
    Background m_work; // last: ends before the rest goes
};

} // namespace ui
