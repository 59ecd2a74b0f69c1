// In front of a class (F5): the stage on a whole screen of its own, two keys to go on and back, and on a second screen
// what the speaker needs. Leaving gives everything back as it was, but for what was edited.
#pragma once

#include "ui/figure/style.h"
#include "ui/shell/front.h"
#include "ui/shell/presented_pages.h"
#include "ui/shell/show_screens.h"

#include <QAction>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QPointer>
#include <QTimer>

class QKeyEvent;
class QMenu;
class QSplitter;
class QStackedWidget;

namespace ui {

class AudienceScreen;
class NoScreenSaver;
class SpeakerScreen;
enum class Deed;

class Presentation : public QObject {
    Q_OBJECT
public:
    struct Parts {
        QStackedWidget* stages;                 // of the pages, in a splitter: taken while presenting
        std::function<void(const Style&)> wear; // for now; the user's choice stays
        std::function<void(int scene)> jumped;  // it came to the front otherwise than by walking
        QList<QAction*> actions;                // whose keys work here, too
    };
    Presentation(Front& front, Parts parts);
    ~Presentation() override;
    void fillMenu(QMenu& menu);

    void begin();
    void end();
    bool isOn() const { return m_audience != nullptr; }
    // At the foot of what the class sees, for some seconds; empty: nothing any more.
    void say(const QString& sentence, bool wrong);
    // What was wrong is past.
    void takeBack();
    // Others than those of the desktop, for a test.
    void setScreens(std::function<QList<ShowScreen>()> screens) { m_screens = std::move(screens); }
    // One was plugged in or out.
    void arrange();
    AudienceScreen* audience() const { return m_audience.get(); }
    SpeakerScreen* speaker() const { return m_speaker.get(); }
    bool isSwapped() const { return m_swapped; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void takeStages();
    void giveStagesBack();
    void seatSpeaker(const QRect* area);
    void pageArrived();
    void showPosition();
    // Events on the class's screen. True: it is taken.
    bool takesEvent(QWidget& receiver, QEvent& event);
    bool takesKey(QWidget& receiver, const QKeyEvent& key);
    bool takesDigit(const QKeyEvent& key);
    bool isRepeated(const QKeyEvent& key) const;
    bool takesPress(QWidget& receiver, const QMouseEvent& press);
    bool takesMove(QWidget& receiver, const QMouseEvent& move);
    bool handToStage(QEvent& event);
    void perform(Deed deed);
    void walk(bool forward);
    void goToStop(int stop);
    void jump();
    void swap();
    void offerEscape(QWidget& receiver);
    void setTyped(const QString& digits);
    bool isEmptyAt(QWidget& receiver, const QPointF& at) const;
    void wakePointer();
    void hidePointer();

    Front& m_front;
    Parts m_parts;
    std::function<QList<ShowScreen>()> m_screens = connectedScreens;
    QAction *m_clicks, *m_speakerWanted;
    std::unique_ptr<AudienceScreen> m_audience; // null: nothing is presented
    std::unique_ptr<SpeakerScreen> m_speaker;
    std::unique_ptr<NoScreenSaver> m_saver;
    PresentedPages m_pages;
    Style m_before;
    QPointer<QWidget> m_focus; // as it was before
    QPointer<QSplitter> m_split;
    int m_place = 0; // of the stages in it
    QMetaObject::Connection m_page;
    QTimer m_pointerRest{this};
    QPoint m_pointer;
    QElapsedTimer m_since;
    QString m_typed; // digits, for a jump
    int m_releasedKey = 0;
    quint64 m_releasedAt = 0; // ms, of the event
    bool m_swapped = false, m_pointerHidden = false, m_drawing = false;
    bool m_offering = false; // Escape, to the stage
};

} // namespace ui
