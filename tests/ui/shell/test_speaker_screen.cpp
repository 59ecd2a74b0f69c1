// Two screens: the class sees the stage, the speaker the same, what comes next, the note and the time.
#include "tests/ui/shell/presented_window.h"
#include "tests/ui/support/ui_test.h"
#include "ui/shell/speaker_screen.h"
#include "ui/shell/stage_copy.h"

#include <QLabel>
#include <QPushButton>

namespace test_speaker_screen {

using namespace ui;

namespace {

const ShowScreen laptop{"eDP-1", {0, 0, 1366, 768}, false}, projector{"HDMI-1", {1366, 0, 1920, 1080}, true};

// A lecture room: a laptop, and a projector that can be pulled out.
struct LectureRoom : PresentedWindow {
    QList<ShowScreen> screens{laptop, projector};
    LectureRoom() {
        presentation().setScreens([this] { return screens; });
        Lecture lecture = allLessons();
        // One whose pictures need no loading.
        const auto first = static_cast<std::size_t>(lecture.indexOf("cross-correlation"));
        lecture.scenes.erase(lecture.scenes.begin(), lecture.scenes.begin() + static_cast<std::ptrdiff_t>(first));
        lecture.scenes[0].note = "Ask where the edge is.\nThen wait.";
        window.openLecture(lecture);
        activate();
    }
    void begin() {
        QTest::keyClick(&window, Qt::Key_F5);
        for (QWidget* screen : {static_cast<QWidget*>(audience()), static_cast<QWidget*>(speaker())})
            if (screen && !QTest::qWaitForWindowExposed(screen)) qFatal("a screen stays dark");
        QApplication::processEvents(); // all is laid out
    }
    SpeakerScreen* speaker() { return presentation().speaker(); }
    StageCopy* copy() { return speaker()->findChild<StageCopy*>(); }
    QString says(const char* label) { return speaker()->findChild<QLabel*>(label)->text(); }
    // Where that point of the stage lies on the copy.
    QPoint onCopy(const QPoint& onStage) {
        const QPointF there = page().stage()->mapTo(audience(), QPointF(onStage));
        const QSizeF seen = QSizeF(audience()->size()).scaled(copy()->size(), Qt::KeepAspectRatio);
        const double scale = seen.width() / audience()->width();
        const QPointF corner((copy()->width() - seen.width()) / 2, 0);
        return (corner + there * scale).toPoint();
    }
};

} // namespace

class TestSpeakerScreen : public QObject {
    Q_OBJECT
    OwnSettings m_settings;
private slots:
    void theClassSeesTheProjectorAndTheSpeakerTheLaptop() {
        const Seats seats = seatsOn({laptop, projector}, false);
        QCOMPARE(seats.audience, projector.area);
        QCOMPARE(*seats.speaker, laptop.area);
        const Seats swapped = seatsOn({projector, laptop}, true);
        QCOMPARE(swapped.audience, laptop.area);
        QCOMPARE(*swapped.speaker, projector.area);
        // Without a name that tells it the first of the desktop is the speaker's.
        const ShowScreen first{"DP-1", {0, 0, 1920, 1200}, true}, second{"DP-2", {1920, 0, 1024, 768}, false};
        QCOMPARE(seatsOn({second, first}, false).audience, second.area);
        // One screen, or two that show the same, are the class's.
        QVERIFY(!seatsOn({laptop}, false).speaker);
        QCOMPARE(seatsOn({laptop}, true).audience, laptop.area);
        QVERIFY(!seatsOn({laptop, {"HDMI-1", laptop.area, false}}, false).speaker);
    }
    void theSpeakerSeesNoteNextAndTime() {
        LectureRoom room;
        room.begin();
        QVERIFY(room.speaker() && room.speaker()->isVisible() && room.audience()->isVisible());
        QCOMPARE(room.says("speakerNote"), QString("Ask where the edge is.\nThen wait."));
        QVERIFY(room.says("speakerElapsed").startsWith("0:"));
        QVERIFY(QTime::fromString(room.says("speakerClock"), "HH:mm").isValid());
        room.key(Qt::Key_Home);
        const int stops = room.page().stops().count;
        QVERIFY(room.says("speakerPosition").contains(QString("stop 1 of %1").arg(stops)));
        QCOMPARE(room.says("speakerNext"), QString("Next: 2 of %1").arg(stops));
        room.key(Qt::Key_End);
        QCOMPARE(room.says("speakerNext"),
                 QString("Next lesson: %1").arg(room.window.lecture().scenes[1].lesson.title));
        room.key(Qt::Key_PageDown);
        QCOMPARE(room.says("speakerNote"), QString("There is no note for this scene."));
    }
    // Where a picture of the next stop is promised, it is the one the next press shows.
    void whatComesNextIsWhatThePressShows() {
        LectureRoom room;
        room.begin();
        int promised = 0;
        for (const char* id : {"cross-correlation", "stride", "max-pooling", "learn-a-kernel", "lenet-5"}) {
            room.open(id);
            room.page().goToStopAt(0);
            for (int i = 0; i < 3 && room.page().stops().at + 1 < room.page().stops().count; ++i) {
                QCOMPARE(room.window.shownLesson().id, QString(id));
                const int next = room.speaker()->comingUp().index;
                room.page().walkOn(true);
                if (next < 0) continue;
                ++promised;
                QCOMPARE(room.page().reelIndex(), next);
            }
        }
        QVERIFY(promised >= 8);
    }
    // However often it was copied on the way, in the end the copy shows where the step led.
    void theCopyArrivesWithTheStage() {
        LectureRoom room;
        Style style;
        style.moving = true;
        room.window.setStyle(style);
        room.begin();
        room.key(Qt::Key_Home);
        room.view()->arrive();
        room.key(Qt::Key_PageDown);
        QVERIFY(room.view()->moving());
        // Left of an output, where the frame is when it is now: a thin line, thinner on the copy.
        const auto isNow = [&](int column) {
            const QRectF cell = room.view()->figure()->cellRect({"output", 0, 0, column});
            const QImage copy = room.copy()->grab().toImage();
            for (double beside = 2; beside <= 7; ++beside) {
                const QPointF at(cell.left() - beside, cell.center().y());
                if (copy.pixelColor(room.onCopy(at.toPoint())) == palette(Theme::Projector).now) return true;
            }
            return false;
        };
        QTRY_VERIFY(!room.view()->moving() && isNow(1) && !isNow(0));
    }
    void keysInTheSpeakersWindowGoToTheStage() {
        LectureRoom room;
        room.begin();
        QTest::keyClick(room.speaker(), Qt::Key_Home);
        QCOMPARE(room.page().stops().at, 0);
        QTest::keyClick(room.speaker(), Qt::Key_PageDown);
        QCOMPARE(room.page().stops().at, 1);
        QTest::keyClick(room.speaker(), Qt::Key_B);
        QVERIFY(room.audience()->isBlank());
        QTest::keyClick(room.speaker(), Qt::Key_B);
        QVERIFY(!room.audience()->isBlank());
        QTest::keyClick(room.speaker(), Qt::Key_Escape);
        QVERIFY(!room.presentation().isOn());
    }
    void theMouseOnTheCopyWorksOnTheStage() {
        LectureRoom room;
        room.open("cross-correlation");
        room.begin();
        const int edits = room.page().undoStack()->count();
        const QPoint cell = room.onCopy(room.at({"input", 0, 0, 0}));
        movePointer(room.copy(), cell);
        const auto spot = room.audience()->ink().spot();
        QVERIFY(spot.has_value());
        const QPointF there = room.page().stage()->mapTo(room.audience(), room.at({"input", 0, 0, 0}));
        QVERIFY(std::abs(spot->x() * room.audience()->width() - there.x()) < 4);
        QVERIFY(std::abs(spot->y() * room.audience()->height() - there.y()) < 4);
        QTest::mouseClick(room.copy(), Qt::LeftButton, {}, cell);
        QTest::keyClick(room.speaker(), Qt::Key_Delete); // the cell that was chosen on the copy
        QTest::keyClick(room.speaker(), Qt::Key_Plus);
        QVERIFY(room.page().undoStack()->count() > edits);
        QTest::mousePress(room.copy(), Qt::LeftButton, Qt::ControlModifier, room.onCopy({30, 30}));
        movePointer(room.copy(), room.onCopy({90, 60}));
        QTest::mouseRelease(room.copy(), Qt::LeftButton, Qt::ControlModifier, room.onCopy({90, 60}));
        QCOMPARE(room.audience()->ink().strokes().size(), 1U);
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(room.copy(), &leave);
        QVERIFY(!room.audience()->ink().spot());
    }
    void theCopyShowsWhatTheClassSees() {
        LectureRoom room;
        room.open("cross-correlation");
        room.begin();
        const auto seen = [&] { return room.copy()->grab().toImage(); };
        const QPoint corner = room.onCopy({8, 8}); // the projector's white, not the ground of the speaker's window
        QTRY_COMPARE(seen().pixelColor(corner), palette(Theme::Projector).window);
        QVERIFY(palette(Theme::Light).window != palette(Theme::Projector).window);
        room.key(Qt::Key_B);
        QTRY_COMPARE(seen().pixelColor(corner), QColor(Qt::black));
    }
    void oneScreenIsPulledOutAndTheLectureGoesOn() {
        LectureRoom room;
        room.begin();
        room.key(Qt::Key_PageDown);
        const auto there = room.position();
        room.screens = {laptop};
        room.presentation().arrange();
        QVERIFY(room.presentation().isOn() && !room.speaker());
        QVERIFY(room.audience()->isVisible());
        QCOMPARE(room.position(), there);
        room.key(Qt::Key_PageUp);
        room.screens = {laptop, projector};
        room.presentation().arrange();
        QVERIFY(room.speaker() && room.speaker()->isVisible());
        room.key(Qt::Key_PageDown);
        QCOMPARE(room.position(), there);
    }
    void theScreensAreSwappedByKeyAndByButton() {
        LectureRoom room;
        room.begin();
        const auto there = room.position();
        room.key(Qt::Key_S);
        QVERIFY(room.presentation().isSwapped());
        press(room.speaker(), "Swap screens (S)");
        QVERIFY(!room.presentation().isSwapped());
        QVERIFY(room.speaker()->isVisible() && room.audience()->isVisible());
        QCOMPARE(room.position(), there);
        press(room.speaker(), "End (Esc)");
        QVERIFY(!room.presentation().isOn());
    }
    void withOneScreenTheSpeakersWindowComesWhenAskedFor() {
        LectureRoom room;
        room.screens = {projector};
        QTest::keyClick(&room.window, Qt::Key_F5);
        QVERIFY(room.presentation().isOn() && !room.speaker());
        for (QAction* action : room.presentation().findChildren<QAction*>())
            if (action->text() == "Spea&ker's window") action->trigger();
        QVERIFY(room.speaker() && room.speaker()->isVisible() && !room.speaker()->isFullScreen());
        room.speaker()->close();
        QVERIFY(!room.presentation().isOn());
        QCOMPARE(room.page().stage()->window(), &room.window);
    }
};

UI_TEST(TestSpeakerScreen)
} // namespace test_speaker_screen
#include "test_speaker_screen.moc"
