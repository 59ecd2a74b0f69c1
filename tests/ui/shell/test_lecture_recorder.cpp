// A lecture is recorded from what is in front, put in order, saved, reopened and played; a scene goes as text.
#include "core/base/error.h"
#include "tests/ui/support/hands.h"
#include "tests/ui/support/lecture_hands.h"
#include "tests/ui/support/lesson_sweep.h"
#include "tests/ui/support/ui_test.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/recorder.h"

#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTimer>

namespace test_lecture_recorder {

using namespace ui;

namespace {

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Another number in the first cell of the input.
void changeFirstCell(LectureWindow& window, Qt::Key digit) {
    QWidget* stage = window.page()->stage();
    stage->setFocus();
    QTest::keyClick(stage, Qt::Key_Down);
    QTest::keyClick(stage, Qt::Key_Delete);
    QTest::keyClick(stage, digit);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTest::keyClick(stage, Qt::Key_Escape);
}

QStringList titlesOf(const Lecture& lecture) {
    QStringList all;
    for (const LectureScene& scene : lecture.scenes) all << scene.lesson.title;
    return all;
}

// Three scenes of three lessons, each changed, recorded by keys; the lecture is open.
void recordThree(LectureWindow& window) {
    for (const char* id : {"cross-correlation", "padding", "stride"}) {
        window.openLesson(lessonIndex(id));
        changeFirstCell(window, Qt::Key_8);
        window.key("Ctrl+Shift+A");
    }
    window.openLecture(window.recorder().lecture(), 0);
}

} // namespace

class TestLectureRecorder : public QObject {
    Q_OBJECT
    QTemporaryDir m_settings;
private slots:
    void initTestCase() {
        useSettingsOf(m_settings);
        QStandardPaths::setTestModeEnabled(true); // no folder of the user's
    }
    void init() { QApplication::clipboard()->clear(); }

    void aLectureIsRecordedSavedReopenedAndPlayed() {
        const TempFolder folder;
        const QString path = in(folder, "mine.txt"); // content decides
        QList<QJsonObject> shown;
        {
            LectureWindow window;
            recordThree(window);
            QCOMPARE(window.lecture().title, QString("My lecture"));
            QCOMPARE(titlesOf(window.lecture()).size(), 3);
            for (int i = 0; i < 3; ++i) {
                window.openLesson(i);
                shown << window.page()->scene();
                QVERIFY(window.lecture().scenes[static_cast<std::size_t>(i)].own);
            }
            window.recorder().save(path);
            QVERIFY(!window.recorder().isUnsaved());
            window.recorder().rename("Three pictures");
            QVERIFY(window.recorder().isUnsaved());
            window.key("Ctrl+S"); // it has a file
            QVERIFY(!window.recorder().isUnsaved());
            window.close();
        }
        LectureWindow window;
        window.openFile(path);
        QCOMPARE(window.notice(), QString());
        QCOMPARE(window.lecture().title, QString("Three pictures"));
        QCOMPARE(window.lesson(), 0);
        QCOMPARE(window.page()->scene(), shown[0]);
        for (int press = 0; press < 60 && window.lesson() < 2; ++press) {
            const int before = window.lesson();
            window.key("PgDown");
            if (window.lesson() != before) QCOMPARE(window.page()->scene(), shown[window.lesson()]);
        }
        QCOMPARE(window.lesson(), 2);
        window.recorder().save(in(folder, "again.json"));
        QCOMPARE(bytesOf(in(folder, "again.json")), bytesOf(path));
    }
    void aSceneStaysAsItWasRecorded() {
        LectureWindow window;
        window.openLesson(lessonIndex("padding"));
        changeFirstCell(window, Qt::Key_8);
        const QJsonObject recorded = window.page()->scene();
        window.key("Ctrl+Shift+A");
        changeFirstCell(window, Qt::Key_3);
        QVERIFY(window.page()->scene() != recorded);
        window.openLecture(window.recorder().lecture(), 0);
        QCOMPARE(window.page()->scene(), recorded);
    }
    void aLessonAsItOpensIsRecordedByItsNameAlone() {
        LectureWindow window;
        window.openLesson(lessonIndex("stride"));
        window.key("Ctrl+Shift+A");
        QVERIFY(!window.recorder().lecture().scenes[0].own);
        QCOMPARE(window.recorder().lecture().scenes[0].key(), QString("stride"));
    }
    void aBuiltInLectureIsCopiedFirst() {
        LectureWindow window;
        const Lecture& builtIn = lectures().front();
        window.openLecture(builtIn, 1);
        window.key("Ctrl+Shift+A");
        QCOMPARE(window.lecture().title, "Copy of " + builtIn.title);
        QCOMPARE(window.lecture().scenes.size(), builtIn.scenes.size() + 1);
        QCOMPARE(window.lesson(), 2); // behind the one it was made of
        QCOMPARE(window.lecture().scenes[2].lesson.id, builtIn.scenes[1].lesson.id);
        QVERIFY2(window.notice().contains("built in"), qPrintable(window.notice()));
        QVERIFY(!window.lecture().isBuiltIn());
    }
    void inOnesOwnLectureASceneGoesBehindTheCurrentOne() {
        LectureWindow window;
        recordThree(window);
        changeFirstCell(window, Qt::Key_5);
        window.key("Ctrl+Shift+A");
        QCOMPARE(window.lecture().scenes.size(), std::size_t(4));
        QCOMPARE(window.lesson(), 1);
        QCOMPARE(window.lecture().scenes[1].lesson.id, QString("cross-correlation"));
    }

    // ---- another order ----------------------------------------------------------------------------------------------

    void keysMoveAScene() {
        LectureWindow window;
        recordThree(window);
        const QStringList before = titlesOf(window.lecture());
        window.openLesson(2);
        const QJsonObject scene = window.page()->scene();
        while (window.lesson() > 0) window.keyInList("Alt+Up");
        QCOMPARE(titlesOf(window.lecture()), (QStringList{before[2], before[0], before[1]}));
        QCOMPARE(window.page()->scene(), scene);
        while (window.lesson() < 2) window.keyInList("Alt+Down");
        QCOMPARE(titlesOf(window.lecture()), before);
    }
    void aSceneIsDragged() {
        LectureWindow window;
        recordThree(window);
        const QStringList before = titlesOf(window.lecture());
        window.drag(before[2], before[0], false);
        QCOMPARE(titlesOf(window.lecture()), (QStringList{before[2], before[0], before[1]}));
        QCOMPARE(window.shownLesson().title, before[0]); // what is in front stays there
        window.drag(before[2], before[1], true);
        QCOMPARE(titlesOf(window.lecture()), before);
        window.key("Ctrl+Z");
        window.key("Ctrl+Z");
        QCOMPARE(titlesOf(window.lecture()), before);
    }
    void anOrderThatIsBuiltInIsNotDragged() {
        LectureWindow window;
        const QStringList before = window.rows();
        window.drag(window.list().item(3)->text(), window.list().item(1)->text(), false);
        QCOMPARE(window.rows(), before);
        QVERIFY(!window.recorder().exists());
    }

    // ---- undo -------------------------------------------------------------------------------------------------------

    void whatWasDoneLastIsTakenBackFirst() {
        LectureWindow window;
        recordThree(window);
        window.keyInList("Del");
        QCOMPARE(window.lecture().scenes.size(), std::size_t(2));
        window.key("Ctrl+Z");
        QCOMPARE(window.lecture().scenes.size(), std::size_t(3));
        window.key("Ctrl+Shift+Z");
        QCOMPARE(window.lecture().scenes.size(), std::size_t(2));
        window.key("Ctrl+Z");
        const QJsonObject scene = window.page()->scene();
        changeFirstCell(window, Qt::Key_4);
        window.key("Ctrl+Z"); // the cell, not the lecture
        window.key("Ctrl+Z");
        QCOMPARE(window.lecture().scenes.size(), std::size_t(3));
        QCOMPARE(window.page()->scene(), scene);
    }
    void aSceneIsDuplicatedAndTakesWhatIsInFront() {
        LectureWindow window;
        recordThree(window);
        window.keyInList("Ctrl+D");
        QCOMPARE(window.lecture().scenes.size(), std::size_t(4));
        QCOMPARE(window.lesson(), 1);
        QVERIFY(window.lecture().scenes[0] == window.lecture().scenes[1]);
        changeFirstCell(window, Qt::Key_2);
        const QJsonObject scene = window.page()->scene();
        window.key("Ctrl+Alt+A");
        QCOMPARE(window.page()->scene(), scene);
        QCOMPARE(window.lecture().scenes[1].lesson.scene, scene);
        QVERIFY(!(window.lecture().scenes[0] == window.lecture().scenes[1]));
    }
    void aSceneIsEditedInADialog() {
        LectureWindow window;
        recordThree(window);
        const std::size_t controls = static_cast<std::size_t>(window.lecture().scenes[0].lesson.controls.size());
        QTimer::singleShot(0, &window, [] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            named<QLineEdit>(dialog, "Title in the list")->setText("The first");
            named<QPlainTextEdit>(dialog, "Note for the speaker")->setPlainText("Ask before you press.");
            typeInto(dialog, "Next stops at the steps", "1, 4, 2");
        });
        QTimer::singleShot(50, &window, [] { // Return in a field was OK, which is refused
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            named<QLineEdit>(dialog, "Next stops at the steps")->setText("1, 2, 4");
            auto* list = named<QListWidget>(dialog, "Settings in sight");
            QVERIFY(list->count() > 3);
            for (int i = 0; i < list->count(); ++i)
                if (list->item(i)->checkState() == Qt::Checked) {
                    list->item(i)->setCheckState(Qt::Unchecked);
                    break;
                }
            dialog->accept();
        });
        window.keyInList("F2");
        const LectureScene& scene = window.lecture().scenes[0];
        QCOMPARE(scene.lesson.title, QString("The first"));
        QCOMPARE(scene.note, QString("Ask before you press."));
        QCOMPARE(scene.lesson.stops, (std::vector<int>{1, 2, 4}));
        QCOMPARE(static_cast<std::size_t>(scene.lesson.controls.size()), controls - 1);
        QVERIFY(window.rows().contains("The first"));
        window.activate();
        window.key("Ctrl+Z"); // one step
        QVERIFY(window.lecture().scenes[0].note.isEmpty() && !window.rows().contains("The first"));
    }

    // ---- nothing is lost --------------------------------------------------------------------------------------------

    void whatIsNotSavedIsThereAfterARestart() {
        const TempFolder session;
        QStringList titles;
        {
            LectureWindow window(&session);
            recordThree(window);
            titles = titlesOf(window.lecture());
            window.close();
        }
        LectureWindow window(&session);
        QCOMPARE(window.notice(), QString());
        QCOMPARE(titlesOf(window.lecture()), titles);
        QVERIFY(window.recorder().isUnsaved());
    }
    void whatIsNotSavedIsPutAsideForAnotherLecture() {
        const TempFolder session, folder;
        LectureWindow window(&session);
        recordThree(window);
        const QByteArray bytes = lectureBytes(window.lecture());
        const auto other =
            folder.write("other.json", R"({"convscope":1,"lecture":"Other","scenes":[{"lesson":"flip"}]})");
        window.openFile(QString::fromStdString(other.string()));
        QCOMPARE(window.lecture().title, QString("Other"));
        const QDir lectures(in(session, "lectures"));
        QCOMPARE(lectures.entryList(QDir::Files).size(), 1);
        QCOMPARE(bytesOf(lectures.filePath(lectures.entryList(QDir::Files).front())), bytes);
    }

    void contentDecidesWhatAFileIs() {
        const TempFolder folder;
        LectureWindow window;
        window.openLesson(lessonIndex("stride"));
        const QJsonObject before = window.page()->scene();
        QJsonObject scene = before;
        scene["stride"] = 1;
        ui::saveScene(in(folder, "scene.png"), "stride", scene);
        window.openFile(in(folder, "scene.png"));
        QCOMPARE(window.notice(), QString());
        QVERIFY(window.page()->scene()["stride"] != before["stride"]);
        saveLecture(in(folder, "lecture.csv"), lectures().front());
        window.openFile(in(folder, "lecture.csv"));
        QCOMPARE(window.lecture().title, lectures().front().title);
        QImage picture(20, 20, QImage::Format_RGB32);
        picture.fill(Qt::darkRed);
        QVERIFY(picture.save(in(folder, "picture.json"), "png"));
        window.openFile(in(folder, "picture.json"));
        QVERIFY2(!window.notice().contains("JSON"), qPrintable(window.notice()));
    }

    // ---- a scene as text --------------------------------------------------------------------------------------------

    void everyGridSceneGoesAsShortText() {
        LectureWindow here, there;
        int grids = 0;
        for (const int i : sweptLessons()) {
            const Lesson& lesson = lessons()[static_cast<std::size_t>(i)];
            static const QStringList grid{"window", "channels", "backward", "stamp", "connections",
                                          "fit",    "shift",    "norm",     "field"};
            if (!grid.contains(lesson.page)) continue;
            ++grids;
            here.activate();
            here.openLesson(i);
            changeFirstCell(here, Qt::Key_6);
            const QJsonObject scene = here.page()->scene();
            here.key("Ctrl+Alt+C");
            const QString text = QApplication::clipboard()->text();
            QVERIFY(text.startsWith('{'));
            QVERIFY2(text.toUtf8().size() <= 2048,
                     qPrintable(lesson.id + ": " + QString::number(text.toUtf8().size())));
            QVERIFY(!QApplication::clipboard()->mimeData()->hasImage());
            there.activate();
            there.openLesson(0);
            there.page()->stage()->setFocus();
            QTest::keySequence(there.page()->stage(), QKeySequence("Ctrl+V"));
            QCOMPARE(there.notice(), QString());
            QCOMPARE(there.shownLesson().id, lesson.id);
            QCOMPARE(there.page()->scene(), scene);
        }
        QVERIFY2(grids > (isInstrumented ? 8 : 30), qPrintable(QString::number(grids)));
    }
    void aPastedSceneIsOneStepOfUndo() {
        LectureWindow window;
        window.openLesson(lessonIndex("stride"));
        const QJsonObject before = window.page()->scene();
        QJsonObject scene = before;
        scene["stride"] = 1;
        QApplication::clipboard()->setText(QString::fromUtf8(sceneText("stride", scene)));
        QTest::keyClick(window.page()->stage(), Qt::Key_Down); // a cell is chosen: the text is no block of numbers
        QTest::keySequence(window.page()->stage(), QKeySequence("Ctrl+V"));
        QVERIFY(window.page()->scene() != before);
        QCOMPARE(window.page()->undoStack()->count(), 1);
        window.key("Ctrl+Z");
        QCOMPARE(window.page()->scene()["stride"], before["stride"]);
    }
    void textThatIsNoSceneIsExplained() {
        LectureWindow window;
        const QJsonObject before = window.page()->scene();
        QApplication::clipboard()->setText("{\"convscope\": 1, \"lesson\": \"no-such\", \"scene\": {}}");
        QTest::keySequence(window.page()->stage(), QKeySequence("Ctrl+V"));
        QVERIFY2(window.notice().contains("no-such"), qPrintable(window.notice()));
        QCOMPARE(window.page()->scene(), before);
    }
};

UI_TEST(TestLectureRecorder)
} // namespace test_lecture_recorder
#include "test_lecture_recorder.moc"
