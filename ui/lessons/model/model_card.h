// The views of the model page at work: which one is on show, with which choices, and its picture.
#pragma once

#include "ui/lessons/model/model_views.h"
#include "ui/lessons/training/view_worker.h"

#include <map>

namespace ui {

class ModelCard : public QObject {
    Q_OBJECT
public:
    ModelCard();
    // That view is on show with its choices; an id that is none: the table, so none of them.
    void show(const QString& id, const QJsonObject& choices);
    // What the view on show looks at from now on.
    void look(const TrainingMoment& moment);
    // Nothing is looked at any more.
    void stop() { m_worker.stop(); }
    // False: nothing was being worked on.
    bool stopWork();
    // Another network comes: the views let go of the one before it.
    void forget();
    TrainingView* view() const; // on show; null: the table
    const QJsonObject& choices() const { return m_choices; }
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const std::optional<CellRef>& hover) const;
    // Returns when the view shows the last moment.
    void wait() { m_worker.wait(); }

signals:
    void changed(); // figure() gives another picture now
    void failed(const QString& sentence);
    // Another view is to be on show, with these of its choices.
    void viewWanted(const QString& id, const QJsonObject& choices);
    void viewLeft(const QString& to);
    void stepWanted(const QString& lesson, const QJsonObject& scene, const QString& why);

private:
    QString m_id;
    QJsonObject m_choices;
    std::map<QString, std::unique_ptr<TrainingView>> m_views; // those that were looked at, by id
    ViewWorker m_worker;                                      // last: its work ends before the views go
};

} // namespace ui
