// Prediction as a game for the room: on the walk through a lecture a question is two stops, the first asks, the second
// reveals. Asked is what the lecture says of its scene, where that opens, or, with Predict switched on, every stop.
#pragma once

#include "ui/figure/figure.h"

#include <QObject>
#include <map>

class QKeyEvent;
class QWidget;

namespace ui {

class Front;
class Page;
class PredictPanel;
class PredictStage;

class PredictGame : public QObject {
    Q_OBJECT
public:
    PredictGame(Front& front, PredictPanel& panel, PredictStage& stage);
    // A press of a clicker; true: it was the question's. From what is revealed back leads to what is asked.
    bool takes(bool forward);
    // Such a press led to another stop: forward it is asked about, back it is shown as it ended.
    void walked(bool forward);
    // The scene that is in front in the lecture was brought there. made: it opens as the lecture has it.
    void opened(bool made);

signals:
    void switchWanted(); // Predict, on or off, by its key in a window that shows the stage alone

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QString sceneQuestion() const; // that is asked at the stop on show; empty: none
    bool begin();
    void show();
    void click(const CellRef& cell);
    bool isSwitch(const QKeyEvent& key, const QWidget& at) const;

    Front& m_front;
    PredictPanel& m_panel;
    PredictStage& m_stage;
    const Page* m_page = nullptr;  // of the lecture's scene
    std::map<QString, int> m_asks; // at which stop a scene asks, by LectureScene::key()
    bool m_own = false;            // the panel is on for the lecture's question, not for the user
};

} // namespace ui
