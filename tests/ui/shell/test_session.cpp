// Scene files and the session: what is saved comes back, what is damaged is explained, and nothing is lost on the way.
#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/base/save_file.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/lesson_sweep.h"
#include "tests/ui/support/ui_test.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/main_window.h"
#include "ui/shell/session_file.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace test_session {

using namespace ui;

namespace {

QString in(const TempFolder& folder, const QString& name = {}) {
    return QString::fromStdString(folder.path().string()) + (name.isEmpty() ? QString() : "/" + name);
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int indexOf(const char* id) {
    return static_cast<int>(findLesson(id) - lessons().data());
}

QString noticeOf(const MainWindow& window) {
    const auto* label = window.findChild<QLabel*>("noticeText");
    return label->isVisibleTo(&window) ? label->text() : QString();
}

// What goes wrong with a scene file of this text.
QString refusalOf(const QByteArray& text) {
    try {
        (void)sceneFrom(text, "a.json");
    } catch (const cnn::Error& e) {
        return QString::fromUtf8(e.what());
    }
    return "nothing";
}

constexpr Session::Pauses soon{0, 10000}, never{1 << 30, 1 << 30};

} // namespace

class TestSession : public QObject {
    Q_OBJECT
private slots:
    // ---- scene files -----------------------------------------------------------------------------------------------

    void everyLessonsSceneSurvivesItsFileByteForByte() {
        const TempFolder folder;
        MainWindow window{Style{}};
        for (const int i : sweptLessons()) {
            window.openLesson(i);
            window.saveScene(in(folder, "a.json"));
            window.openFile(in(folder, "a.json"));
            QCOMPARE(noticeOf(window), QString());
            window.saveScene(in(folder, "b.json"));
            QCOMPARE(bytesOf(in(folder, "b.json")), bytesOf(in(folder, "a.json")));
        }
    }
    void aSceneOfAnotherLessonSwitchesToItAndCanBeUndone() {
        const TempFolder folder;
        MainWindow window{Style{}};
        window.openLesson(indexOf("stride"));
        QJsonObject scene = window.page()->scene();
        const QJsonObject opened = scene;
        scene["stride"] = 1;
        ui::saveScene(in(folder, "s.json"), "stride", scene);
        window.openLesson(indexOf("padding"));
        window.openFile(in(folder, "s.json"));
        QCOMPARE(window.lesson(), indexOf("stride"));
        QVERIFY(window.page()->scene()["stride"] != opened["stride"]);
        window.page()->undoStack()->undo();
        QCOMPARE(window.page()->scene()["stride"], opened["stride"]);
    }
    void aWrongFileIsExplainedAndChangesNothing() {
        const TempFolder folder;
        MainWindow window{Style{}};
        window.openLesson(indexOf("padding"));
        const QJsonObject before = window.page()->scene();
        const auto path = folder.write("bad.json", "{ \"convscope\": 1, \"lesson\": \"stride\",\n \"scene\": {\n"
                                                   " \"input\": [\"1 2\"],\n \"operation\": \"divide\" } }");
        window.openFile(QString::fromStdString(path.string()));
        const QString said = noticeOf(window);
        QVERIFY2(said.contains("bad.json") && said.contains("line 4") && said.contains("operation"), qPrintable(said));
        QCOMPARE(window.lesson(), indexOf("padding"));
        QCOMPARE(window.page()->scene(), before);
    }
    void sceneFilesAreReadStrictly_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("word");
        QTest::newRow("empty") << QByteArray() << "no JSON";
        QTest::newRow("cut") << QByteArray("{\n\"convscope\": 1,\n") << "line 3";
        QTest::newRow("array") << QByteArray("[]") << "must begin with {";
        QTest::newRow("no version") << QByteArray("{\"lesson\":\"stride\",\"scene\":{}}") << "no scene of ConvScope";
        QTest::newRow("newer") << QByteArray("{\n\"convscope\": 2}") << "a newer ConvScope";
        QTest::newRow("odd version") << QByteArray("{\"convscope\": 0.5}") << "must be a version";
        QTest::newRow("no lesson") << QByteArray("{\"convscope\":1,\"scene\":{}}") << "must name a lesson";
        QTest::newRow("unknown lesson") << QByteArray("{\"convscope\":1,\n\"lesson\":\"x\"}") << "line 2: there is no";
        QTest::newRow("no scene") << QByteArray("{\"convscope\":1,\"lesson\":\"stride\"}") << "must be a scene";
        QTest::newRow("another key") << QByteArray("{\"convscope\":1,\"lesson\":\"stride\",\n\"more\":1,\"scene\":{}}")
                                     << "line 2: \"more\" means nothing";
        QTest::newRow("deep") << QByteArray(200000, '[') << "no JSON";
    }
    void sceneFilesAreReadStrictly() {
        QFETCH(QByteArray, text);
        QFETCH(QString, word);
        const QString said = refusalOf(text);
        QVERIFY2(said.startsWith("a.json") && said.contains(word), qPrintable(said));
    }
    void aKeyThatMeansNothingIsNamed() {
        const TempFolder folder;
        MainWindow window{Style{}};
        window.openLesson(indexOf("stride"));
        QJsonObject scene = window.page()->scene();
        scene["strdie"] = 3;
        ui::saveScene(in(folder, "s.json"), "stride", scene);
        window.openFile(in(folder, "s.json"));
        QVERIFY2(noticeOf(window).contains("\"strdie\" means nothing"), qPrintable(noticeOf(window)));
    }

    // ---- session ---------------------------------------------------------------------------------------------------

    void everyChangedLessonComesBackAfterQuitting() {
        const TempFolder folder;
        QJsonObject stride, padding;
        {
            MainWindow window{Style{}};
            window.restoreSession(in(folder), never);
            window.openLesson(indexOf("padding"));
            padding = window.page()->scene();
            window.openLesson(indexOf("stride"));
            stride = change(window);
            window.close();
        }
        MainWindow window{Style{}};
        window.restoreSession(in(folder), never);
        QCOMPARE(noticeOf(window), QString());
        QCOMPARE(window.lesson(), indexOf("stride"));
        QCOMPARE(window.page()->scene(), stride);
        QVERIFY(!window.page()->undoStack()->canUndo());
        window.openLesson(indexOf("padding"));
        QCOMPARE(window.page()->scene(), padding);
    }
    void aCrashLosesNothingThatWasSavedAndIsMentioned() {
        const TempFolder folder;
        const QJsonObject stride = crash(folder);
        MainWindow window{Style{}};
        window.restoreSession(in(folder), never);
        QCOMPARE(window.page()->scene(), stride);
        QCOMPARE(noticeOf(window), QString("Restored what you did last time. Reset the scene with Ctrl+R."));
    }
    void aChangeIsSavedSoonAndAlsoWhenTheyNeverStop() {
        const TempFolder folder;
        MainWindow window{Style{}};
        window.restoreSession(in(folder), {1 << 30, 0});
        window.openLesson(indexOf("stride"));
        const QJsonObject scene = change(window);
        QTRY_COMPARE(SessionFile(in(folder)).read().scenes.value("stride"), scene);
    }
    void twoCrashesWhileRestoringBeginAnewAndKeepTheFile() {
        const TempFolder folder;
        crash(folder);
        for (int i = 0; i < 2; ++i) {
            MainWindow window{Style{}};
            window.restoreSession(in(folder), never); // never comes to the save after restoring
        }
        MainWindow window{Style{}};
        window.restoreSession(in(folder), soon);
        QVERIFY2(noticeOf(window).contains("ended twice"), qPrintable(noticeOf(window)));
        QCOMPARE(QDir(in(folder)).entryList({"session-*.json"}).size(), 1);
        window.openLesson(indexOf("stride"));
        MainWindow fresh{Style{}};
        fresh.openLesson(indexOf("stride"));
        QCOMPARE(window.page()->scene(), fresh.page()->scene());
    }
    void restoringThatWorkedIsNotHeldAgainstTheNextStart() {
        const TempFolder folder;
        const QJsonObject stride = crash(folder);
        for (int i = 0; i < 4; ++i) {
            MainWindow window{Style{}};
            window.restoreSession(in(folder), soon);
            QCOMPARE(window.page()->scene(), stride);
            QTRY_VERIFY(SessionFile(in(folder)).read().attempts.isEmpty());
        }
    }
    void aSecondWindowLeavesTheSessionAlone() {
        const TempFolder folder;
        MainWindow first{Style{}}, second{Style{}};
        first.restoreSession(in(folder), soon);
        second.restoreSession(in(folder), soon);
        QVERIFY2(noticeOf(second).contains("Another ConvScope"), qPrintable(noticeOf(second)));
        first.openLesson(indexOf("stride"));
        const QJsonObject stride = change(first);
        second.openLesson(indexOf("padding"));
        change(second);
        second.close();
        first.close();
        const SessionState state = SessionFile(in(folder)).read();
        QCOMPARE(state.scenes.keys(), QStringList{"stride"});
        QCOMPARE(state.scenes["stride"], stride);
    }
    void aDamagedSessionIsKeptAsideAndSaidOnce_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no JSON") << QByteArray("{ \"convscope\": 1,\n \"scenes\": {");
        QTest::newRow("newer") << QByteArray("{ \"convscope\": 99, \"scenes\": {} }");
        QTest::newRow("empty") << QByteArray();
    }
    void aDamagedSessionIsKeptAsideAndSaidOnce() {
        QFETCH(QByteArray, text);
        const TempFolder folder;
        folder.write("session.json", text.toStdString());
        {
            MainWindow window{Style{}};
            window.restoreSession(in(folder), soon);
            QVERIFY2(noticeOf(window).contains("cannot be read"), qPrintable(noticeOf(window)));
            const QStringList kept = QDir(in(folder)).entryList({"session-*.json"});
            QCOMPARE(kept.size(), 1);
            QCOMPARE(bytesOf(in(folder, kept[0])), text);
            window.close();
        }
        MainWindow window{Style{}};
        window.restoreSession(in(folder), soon);
        QCOMPARE(noticeOf(window), QString());
    }
    void aSceneItsPageRefusesOpensAsTheLesson() {
        const TempFolder folder;
        SessionState state;
        state.lesson = "stride";
        state.clean = true;
        state.scenes["stride"] = {{"operation", "divide"}};
        SessionFile(in(folder)).write(state);
        MainWindow window{Style{}};
        window.restoreSession(in(folder), soon);
        QCOMPARE(window.lesson(), indexOf("stride"));
        QVERIFY2(noticeOf(window).contains("operation"), qPrintable(noticeOf(window)));
    }
    void aFolderThatCannotBeMadeIsSaidAndTheProgramGoesOn() {
        const TempFolder folder;
        folder.write("file", "");
        MainWindow window{Style{}};
        window.restoreSession(in(folder, "file/session"), soon);
        QVERIFY2(noticeOf(window).contains("not kept for the next start"), qPrintable(noticeOf(window)));
        QVERIFY(window.page());
    }
    void anotherWritersLeftoversAreSwept() {
        const TempFolder folder;
        folder.write("session.json.a1B2c3", "half");
        folder.write("session.json.backup-of-mine", "mine");
        Session session(in(folder));
        session.start();
        QCOMPARE(QDir(in(folder)).entryList({"session.json*"}, QDir::Files),
                 QStringList{"session.json.backup-of-mine"});
    }
    // A process of its own saves two sessions in turn until it is killed at a random moment.
    void aKillWhileSavingLeavesOneWholeSession() {
        const TempFolder folder;
        const SessionFile file(in(folder));
        SessionState a, b;
        a.scenes["stride"] = {{"rows", QString(40000, 'a')}};
        b.scenes["padding"] = {{"rows", QString(9000, 'b')}};
        file.write(a);
        cnn::Rng rng(1);
        for (int kill = 0; kill < 200; ++kill) {
            const pid_t child = ::fork();
            QVERIFY(child >= 0);
            if (child == 0)
                for (;;) {
                    file.write(b);
                    file.write(a);
                }
            ::usleep(static_cast<useconds_t>(2000 + rng.below(8000)));
            ::kill(child, SIGKILL);
            QCOMPARE(::waitpid(child, nullptr, 0), child);
            const SessionState found = file.read();
            QVERIFY(found == a || found == b);
        }
        Session(in(folder)).start();
        QVERIFY(QDir(in(folder)).entryList({"session.json.*"}, QDir::Files).isEmpty());
    }

private:
    // A change that the user could make.
    static QJsonObject change(MainWindow& window) {
        QJsonObject scene = window.page()->scene();
        scene["dilation"] = 2;
        window.page()->setScene(scene, "test");
        return window.page()->scene();
    }
    // A window that changed the lesson "stride", saved it, and ended without a word.
    static QJsonObject crash(const TempFolder& folder) {
        MainWindow window{Style{}};
        window.restoreSession(in(folder), soon);
        window.openLesson(indexOf("stride"));
        const QJsonObject scene = change(window);
        [[maybe_unused]] const bool saved =
            QTest::qWaitFor([&] { return SessionFile(in(folder)).read().scenes.value("stride") == scene; }, 60000);
        return scene;
    }
};

UI_TEST(TestSession)
} // namespace test_session
#include "test_session.moc"
