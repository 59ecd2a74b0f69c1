// The views of LeNet live at work: which one the lower card shows, what mouse and keys do in it, and the small
// confusion matrix beside the charts.
#pragma once

#include "ui/lessons/training/classes/classes_view.h"
#include "ui/lessons/training/training_stage.h"
#include "ui/lessons/training/view_worker.h"
#include "ui/view/cell_editor.h"

#include <QPointer>
#include <map>

namespace ui {

class ViewCard : public QObject {
    Q_OBJECT
public:
    ViewCard(TrainingStage* stage, std::span<const TrainingViewKind> views);
    // Shows that view with its choices; an empty id: the strip.
    void show(const QString& id, const QJsonObject& choices);
    // What the views on show look at from now on. atOnce: what they show now is not wanted any more.
    void look(const TrainingMoment& moment, bool atOnce);
    TrainingView* view() const; // on show; null: the strip
    // Hides the answer to that question of the view on show; empty: hides nothing.
    void cover(const QString& id);
    // Makes that view's picture while this card lives; empty when it has none.
    FigureBuilder picture() const;
    void setStyle(const Style& style);
    // Lets that number be typed over, beginning with `text` where a key opened it.
    void typeInto(const TypableWeight& weight, const QString& text);
    // Returns when the views show the last moment.
    void wait();
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void viewChosen(const QString& id);
    // That view is to be on show, with these choices. key: as in EditCommand.
    void choicesChosen(const QString& view, const QJsonObject& choices, const QString& what, int key);
    void testImageChosen(int index);
    void planEdited(const cnn::NetworkPlan& plan, const QString& what);
    void layerChosen(int layer);
    void viewLeft(const QString& to);
    void stepWanted(const QString& lesson, const QJsonObject& scene, const QString& why);
    // Somebody wants to type over a weight: typeInto(); and has done so.
    void weightWanted(const ui::TypableWeight& weight, const QString& text);
    void weightTyped(const ui::TypableWeight& weight, const QString& text);
    // A key that the view has no use for; accept it when it was used.
    void keyPressed(QKeyEvent* event);
    void failed(const QString& sentence);
    void shown(); // the view has another picture

private:
    void connectCanvas();
    void connectConfusion();
    void open();
    void press(const CellRef& cell);
    void handleKey(QKeyEvent* event);
    void pointAt(std::optional<CellRef> cell);
    bool viewKey(const QKeyEvent& event);
    void refuseLetter(const QKeyEvent& event);
    bool cursorKey(int key);
    void connectEditor();
    void showKeys();
    QPointer<TrainingStage> m_stage;
    std::span<const TrainingViewKind> m_kinds;
    Style m_style;
    QString m_id;
    QJsonObject m_choices;
    std::map<QString, std::unique_ptr<TrainingView>> m_views; // those that were looked at, by id
    std::optional<CellRef> m_hover;                           // in the view on show
    CellEditor* m_editor;                                     // over the canvas
    std::optional<TypableWeight> m_typed;                     // what it is for
    ConfusionView m_confusion;                                // in the card beside the charts
    std::optional<TrainingMoment> m_moment;                   // for that card, should it come into sight
    std::optional<CellRef> m_confusionHover;
    ViewWorker m_worker, m_confusionWorker; // last: their work ends before the views go
};

} // namespace ui
