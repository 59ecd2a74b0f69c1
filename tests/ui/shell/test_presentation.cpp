// F5: the stage alone in front of a class, two keys to go on and back, pen and pointer.
#include "core/base/rng.h"
#include "tests/ui/shell/presented_window.h"
#include "tests/ui/support/ui_test.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QTimer>
#include <deque>

namespace test_presentation {

using namespace ui;

namespace {

// Where one is in a lecture, told by counting alone: places lie on a line, on is one to the right, back one to the
// left. What lies there is found out once, the first time one comes by, and never changes.
class Tape {
public:
    using Place = std::pair<int, int>; // scene, stop
    explicit Tape(Place here) : m_places{here} {}
    void on(Place seen) {
        if (++m_at == m_places.size()) m_places.push_back(seen);
    }
    void back(Place seen) {
        if (m_at == 0)
            m_places.push_front(seen);
        else
            --m_at;
    }
    Place here() const { return m_places[m_at]; }

private:
    std::deque<Place> m_places;
    std::size_t m_at = 0;
};

// Once, twice or held down, with the screen black in between, and to the ends of the lesson.
void pressAtRandom(PresentedWindow& w, int presses) {
    cnn::Rng rng(17);
    Tape tape(w.position());
    const auto press = [&](bool on) {
        const auto [scene, stop] = w.position();
        const int last = static_cast<int>(w.window.lecture().scenes.size()) - 1;
        const bool end = on ? scene == last && stop + 1 == w.page().stops().count : scene == 0 && stop == 0;
        w.key(on ? Qt::Key_PageDown : Qt::Key_PageUp);
        if (end) return; // there is nothing beyond
        on ? tape.on(w.position()) : tape.back(w.position());
    };
    for (int i = 0; i < presses; ++i) {
        const bool on = rng.below(100) < 62;
        press(on);
        if (rng.below(5) == 0) press(on);
        for (std::size_t n = rng.below(4); n-- > 0;) w.repeat(on ? Qt::Key_PageDown : Qt::Key_PageUp);
        if (rng.below(20) == 0) w.key(Qt::Key_B), w.key(Qt::Key_PageDown);
        if (rng.below(25) == 0) {
            const bool first = rng.below(2) == 0;
            w.key(first ? Qt::Key_Home : Qt::Key_End);
            QCOMPARE(w.page().stops().at, first ? 0 : w.page().stops().count - 1);
            tape = Tape(w.position());
        }
        QVERIFY2(w.position() == tape.here(),
                 qPrintable(QString("press %1: scene %2, stop %3; expected scene %4, stop %5")
                                .arg(i)
                                .arg(w.position().first + 1)
                                .arg(w.position().second + 1)
                                .arg(tape.here().first + 1)
                                .arg(tape.here().second + 1)));
    }
    QVERIFY(w.presentation().isOn());
}

} // namespace

class TestPresentation : public QObject {
    Q_OBJECT
    OwnSettings m_settings;
private slots:
    void init() { QSettings().clear(); }

    void f5ShowsTheStageAloneInColoursForAProjector() {
        PresentedWindow w;
        w.present();
        QVERIFY(w.audience()->isVisible() && w.audience()->isFullScreen());
        QCOMPARE(w.page().stage()->window(), w.audience());
        QVERIFY(w.page().stage()->isVisible());
        QVERIFY(w.audience()->findChildren<QMenuBar*>().isEmpty() &&
                w.audience()->findChildren<LessonList*>().isEmpty());
        QVERIFY(w.page().inspector()->window() == &w.window && w.page().bar()->window() == &w.window);
        QCOMPARE(w.window.style().theme, Theme::Projector);
        QVERIFY(w.window.style().presenting);
        QCOMPARE(w.audience()->focusWidget(), w.page().stage());
    }
    void darkStaysDark() {
        PresentedWindow w;
        Style dark;
        dark.theme = Theme::Dark;
        w.window.setStyle(dark);
        w.present();
        QCOMPARE(w.window.style().theme, Theme::Dark);
    }
    void theFootCountsTheStops() {
        PresentedWindow w;
        w.present();
        const Page::Stops stops = w.page().stops();
        const auto& foot = w.audience()->foot();
        QCOMPARE(foot.position(), QString("%1 of %2").arg(stops.at + 1).arg(stops.count));
        w.key(Qt::Key_Home);
        QCOMPARE(foot.position(), QString("1 of %1").arg(stops.count));
        w.key(Qt::Key_PageDown);
        QCOMPARE(foot.position(), QString("2 of %1").arg(stops.count));
    }

    // ---- keys ------------------------------------------------------------------------------------------------------

    void theKeysOfAClickerAndOfAKeyboardGoOnAndBack() {
        PresentedWindow w;
        w.present();
        w.key(Qt::Key_Home);
        for (const int on : {Qt::Key_PageDown, Qt::Key_Right, Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter})
            for (const int back : {Qt::Key_PageUp, Qt::Key_Left, Qt::Key_Backspace}) {
                w.key(on);
                QCOMPARE(w.page().stops().at, 1);
                w.key(back);
                QCOMPARE(w.page().stops().at, 0);
            }
        w.key(Qt::Key_End);
        QCOMPARE(w.page().stops().at, w.page().stops().count - 1);
    }
    void aKeyThatIsHeldDownCountsOnce() {
        PresentedWindow w;
        w.present();
        w.key(Qt::Key_Home);
        w.key(Qt::Key_PageDown);
        for (const int k : {Qt::Key_PageDown, Qt::Key_Right, Qt::Key_Space, Qt::Key_PageUp, Qt::Key_F5, Qt::Key_B})
            for (int i = 0; i < 5; ++i) w.repeat(k);
        QVERIFY(w.presentation().isOn() && !w.audience()->isBlank());
        QCOMPARE(w.page().stops().at, 1);
    }
    // As an X server tells it where Qt does not see it: let go and pressed again in the same moment.
    void aKeyThatSeemsToBePressedAgainAtOnceCountsOnce() {
        PresentedWindow w;
        w.present();
        w.key(Qt::Key_Home);
        const auto at = [&](QEvent::Type what, quint64 time) {
            QKeyEvent event(what, Qt::Key_PageDown, Qt::NoModifier);
            event.setTimestamp(time);
            QApplication::sendEvent(w.audience()->focusWidget(), &event);
        };
        at(QEvent::KeyPress, 1000);
        for (quint64 time = 1500; time < 1800; time += 33) {
            at(QEvent::KeyRelease, time);
            at(QEvent::KeyPress, time + 1);
        }
        at(QEvent::KeyRelease, 1900);
        QCOMPARE(w.page().stops().at, 1);
        at(QEvent::KeyPress, 1960); // a quick second press
        QCOMPARE(w.page().stops().at, 2);
    }
    void f5AndEscapeLeave() {
        PresentedWindow w;
        for (const int leave : {Qt::Key_F5, Qt::Key_Escape, Qt::Key_F5}) {
            w.present();
            w.key(leave);
            QVERIFY(!w.presentation().isOn());
            QCOMPARE(w.page().stage()->window(), &w.window);
            QVERIFY(w.page().stage()->isVisible());
            w.activate();
        }
    }
    void aPointAndBMakeTheScreenBlackUntilTheNextKey() {
        PresentedWindow w;
        w.present();
        const auto there = w.position();
        for (const int black : {Qt::Key_Period, Qt::Key_B})
            for (const int next : {Qt::Key_PageDown, Qt::Key_Escape, Qt::Key_Period, Qt::Key_7}) {
                w.key(black);
                QVERIFY(w.audience()->isBlank());
                const QImage seen = w.audience()->grab().toImage();
                QCOMPARE(seen.pixelColor(seen.rect().center()), greyRamp(0));
                w.key(Qt::Key_Shift);
                QVERIFY(w.audience()->isBlank());
                w.key(next); // shows the stage again, and that is all
                QVERIFY(!w.audience()->isBlank() && w.presentation().isOn());
                QCOMPARE(w.position(), there);
            }
    }
    void digitsAndEnterJumpToAScene() {
        PresentedWindow w;
        w.present();
        w.type("12");
        QCOMPARE(w.window.lesson(), w.window.lecture().indexOf("cross-correlation"));
        w.key(Qt::Key_Return);
        QCOMPARE(w.window.lesson(), 11);
        QCOMPARE(w.page().stage()->window(), w.audience());
        w.type("31");
        w.key(Qt::Key_Backspace); // takes the last digit back
        w.key(Qt::Key_Enter);
        QCOMPARE(w.window.lesson(), 2);
        w.type("9999");
        w.key(Qt::Key_Return); // there is no such scene
        QCOMPARE(w.window.lesson(), 2);
        const int stop = w.page().stops().at;
        w.type("5");
        w.key(Qt::Key_PageUp); // thought better of it
        w.key(Qt::Key_PageDown);
        QCOMPARE(w.position(), std::pair(2, stop));
    }
    void fiveHundredPressesAreWhereCountingSays() {
        PresentedWindow w;
        w.present();
        pressAtRandom(w, 500);
    }
    // The network goes on learning while its lesson comes and goes.
    void soTheyAreWhileANetworkLearns() {
        PresentedWindow w("");
        Lecture lecture;
        lecture.title = "Five";
        const Lecture all = allLessons();
        for (const char* id : {"cross-correlation", "padding", "lenet-live", "max-pooling", "stride"})
            lecture.scenes.push_back(all.scenes[static_cast<std::size_t>(all.indexOf(id))]);
        w.window.openLecture(lecture, 2);
        w.activate();
        auto* start = w.page().bar()->findChild<QPushButton*>("accent");
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), 60000); // its images are read
        start->click();
        w.present();
        w.key(Qt::Key_PageUp);
        pressAtRandom(w, 200);
        w.key(Qt::Key_Escape);
        QCOMPARE(w.window.shownLesson().id, QString("lenet-live"));
        const auto* line = w.page().stage()->findChild<QLabel*>("stageLine");
        QTRY_VERIFY_WITH_TIMEOUT(line->text().contains("so far"), 60000);
    }

    // ---- cells -----------------------------------------------------------------------------------------------------

    void aChosenCellKeepsItsKeysButPageDownSteps() {
        PresentedWindow w;
        w.present();
        const int stop = w.page().stops().at, undone = w.page().undoStack()->count();
        QTest::mouseClick(w.view(), Qt::LeftButton, {}, w.at({"input", 0, 0, 0}));
        w.key(Qt::Key_Right);
        QCOMPARE(w.page().stops().at, stop);
        w.type("7");
        auto* editor = qobject_cast<QLineEdit*>(w.audience()->focusWidget());
        QVERIFY(editor);
        w.key(Qt::Key_Backspace);
        w.type("5");
        QCOMPARE(editor->text(), QString("5"));
        w.key(Qt::Key_Return);
        QCOMPARE(w.page().undoStack()->count(), undone + 1);
        QCOMPARE(w.page().numbers().size() > 0, true);
        w.key(Qt::Key_PageDown);
        QCOMPARE(w.page().stops().at, stop + 1);
        w.key(Qt::Key_Escape); // lets the cell go
        QVERIFY(w.presentation().isOn());
        w.key(Qt::Key_Right);
        QCOMPARE(w.page().stops().at, stop + 2);
        QTest::keyClick(w.audience()->focusWidget(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(w.page().undoStack()->index(), undone);
        QTest::keyClick(w.audience()->focusWidget(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(w.page().undoStack()->index(), undone + 1);
        w.key(Qt::Key_Escape);
        QVERIFY(!w.presentation().isOn());
        QCOMPARE(w.page().undoStack()->count(), undone + 1); // the edit stays
        QCOMPARE(w.page().stops().at, stop);                 // the step is as it was
        w.activate();
        QTest::keySequence(&w.window, QKeySequence("Ctrl+Z"));
        QCOMPARE(w.page().undoStack()->index(), undone);
    }
    void whatIsBeingTypedCountsWhenTheLectureGoesOn() {
        PresentedWindow w;
        w.present();
        const int edits = w.page().undoStack()->count(), stop = w.page().stops().at;
        QTest::mouseClick(w.view(), Qt::LeftButton, {}, w.at({"input", 0, 0, 0}));
        w.type("8");
        w.key(Qt::Key_PageDown);
        QCOMPARE(w.page().stops().at, stop + 1);
        QCOMPARE(w.page().undoStack()->count(), edits + 1);
        QCOMPARE(w.audience()->focusWidget(), w.page().stage());
    }

    // ---- mouse -----------------------------------------------------------------------------------------------------

    void aClickOnTheEmptyStageGoesOnWhereThatIsSwitchedOn() {
        PresentedWindow w;
        w.present();
        const int stop = w.page().stops().at;
        const QPoint nothing(3, 3);
        QTest::mouseClick(w.view(), Qt::LeftButton, {}, nothing);
        QCOMPARE(w.page().stops().at, stop);
        QSettings().setValue("clickGoesOn", true);
        QTest::mouseClick(w.view(), Qt::LeftButton, {}, nothing);
        QCOMPARE(w.page().stops().at, stop + 1);
        QTest::mouseClick(w.view(), Qt::LeftButton, {}, w.at({"input", 0, 0, 0})); // a cell is no empty stage
        QTest::mouseClick(w.view(), Qt::LeftButton, {}, nothing);                  // lets it go
        QCOMPARE(w.page().stops().at, stop + 1);
        QTest::mouseClick(w.view(), Qt::LeftButton, {}, nothing);
        QCOMPARE(w.page().stops().at, stop + 2);
    }
    void thePenDrawsAndTheNextStepWipes() {
        PresentedWindow w;
        w.present();
        const QImage before = w.audience()->grab().toImage();
        QTest::mousePress(w.view(), Qt::LeftButton, Qt::ControlModifier, {40, 40});
        movePointer(w.view(), {140, 90});
        movePointer(w.view(), {200, 200});
        QTest::mouseRelease(w.view(), Qt::LeftButton, Qt::ControlModifier, {200, 200});
        QCOMPARE(w.audience()->ink().strokes().size(), 1U);
        QVERIFY(w.audience()->ink().strokes()[0].size() >= 4);
        QVERIFY(w.audience()->grab().toImage() != before);
        w.key(Qt::Key_L);
        QVERIFY(w.audience()->ink().spotlight());
        w.key(Qt::Key_PageDown);
        QVERIFY(w.audience()->ink().strokes().empty() && !w.audience()->ink().spotlight());
        w.key(Qt::Key_PageUp);
        QVERIFY(w.audience()->grab().toImage() == before);
    }
    void aPointerThatRestsIsHidden() {
        PresentedWindow w;
        w.present();
        auto* rest = w.presentation().findChild<QTimer*>("pointerRest");
        QCOMPARE(rest->interval(), 2000);
        QCursor::setPos(w.audience()->mapToGlobal(QPoint(50, 50)));
        movePointer(w.view(), {60, 60});
        QVERIFY(!QApplication::overrideCursor());
        rest->start(0);
        QTRY_VERIFY(QApplication::overrideCursor());
        QCOMPARE(QApplication::overrideCursor()->shape(), Qt::BlankCursor);
        movePointer(w.view(), {70, 60});
        QVERIFY(!QApplication::overrideCursor());
        rest->start(0);
        QTRY_VERIFY(QApplication::overrideCursor());
        w.key(Qt::Key_Escape);
        QVERIFY(!QApplication::overrideCursor());
    }
};

UI_TEST(TestPresentation)
} // namespace test_presentation
#include "test_presentation.moc"
