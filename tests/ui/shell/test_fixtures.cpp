// Files that earlier versions saved, in tests/fixtures: they open for ever, and what is saved of them again says the
// same; today's versions leave out what is as usual. Nobody changes them; a new version adds its own.
#include "core/onnx/onnx_file.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/ui_test.h"
#include "ui/model/run_file.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_catalog.h"
#include "ui/shell/session_file.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QTest>

namespace test_fixtures {

using namespace ui;

namespace {

const QString fixtures = CONVSCOPE_TEST_DATA "/fixtures";

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void addFiles(const QString& folder) {
    QTest::addColumn<QString>("path");
    const QDir files(fixtures + '/' + folder);
    for (const QString& name : files.entryList({"*.json"}, QDir::Files))
        QTest::newRow(qPrintable(name)) << files.filePath(name);
}

// Whether two scenes are the same with everything written out.
bool saysTheSame(const Lesson& lesson, const QJsonObject& a, const QJsonObject& b) {
    const SceneKind& kind = std::ranges::find(pageKinds(), lesson.page, &PageKind::id)->scene;
    return kind.complete(a) == kind.complete(b);
}

// A lesson's page without a window.
class Opened {
public:
    explicit Opened(const Lesson& lesson) : m_page(std::ranges::find(pageKinds(), lesson.page, &PageKind::id)->make()) {
        for (QWidget* part : {m_page->stage(), m_page->inspector(), m_page->bar()}) part->setParent(&m_home);
        m_page->open(lesson);
    }
    Page& page() { return *m_page; }

private:
    QWidget m_home;
    std::unique_ptr<Page> m_page;
};

} // namespace

class TestFixtures : public QObject {
    Q_OBJECT
private slots:
    // A scene names the network's file beside it.
    void initTestCase() { QVERIFY(QDir::setCurrent(fixtures)); }

    void aSceneIsSavedAgainAsItWas_data() { addFiles("scenes"); }
    void aSceneIsSavedAgainAsItWas() {
        QFETCH(QString, path);
        const SceneFile file = readScene(path);
        Opened opened(*file.lesson);
        opened.page().setScene(file.scene, "Open");
        const QJsonObject saved = opened.page().scene();
        QVERIFY2(saysTheSame(*file.lesson, saved, file.scene), sceneBytes(file.lesson->id, saved).constData());
        for (const QString& key : saved.keys()) QCOMPARE(saved[key], file.scene[key]);
        opened.page().setScene(saved, "Open");
        QCOMPARE(sceneBytes(file.lesson->id, opened.page().scene()), sceneBytes(file.lesson->id, saved));
    }
    void everyKindOfPageIsThere() {
        QStringList pages;
        for (const char* folder : {"/scenes", "/usual"}) {
            pages.clear();
            const QDir files(fixtures + folder);
            for (const QString& name : files.entryList({"*.json"}))
                pages << readScene(files.filePath(name)).lesson->page;
            for (const PageKind& kind : pageKinds()) QVERIFY2(pages.contains(kind.id), qPrintable(kind.id));
        }
    }
    // What was written out although it is as usual means the same.
    void aLessonSavedAsItOpensIsThatLesson_data() { addFiles("usual"); }
    void aLessonSavedAsItOpensIsThatLesson() {
        QFETCH(QString, path);
        const SceneFile file = readScene(path);
        Opened opened(*file.lesson);
        const QJsonObject before = opened.page().scene();
        opened.page().setScene(file.scene, "Open");
        QCOMPARE(opened.page().scene(), before);
    }
    void theSessionIsShownAgainAndKept() {
        const TempFolder folder;
        const QString kept = QString::fromStdString(folder.path().string());
        QVERIFY(QFile::copy(fixtures + "/session.json", kept + "/session.json"));
        const SessionState state = SessionFile(kept).read();
        QVERIFY(state.scenes.size() >= 2);
        MainWindow window{Style{}};
        window.restoreSession(kept, {1 << 30, 1 << 30});
        for (const QString& id : state.scenes.keys()) {
            window.openLesson(static_cast<int>(findLesson(id) - lessons().data()));
            QVERIFY2(saysTheSame(*findLesson(id), window.page()->scene(), state.scenes[id]), qPrintable(id));
            QVERIFY(!window.findChild<QLabel*>("noticeText")->isVisibleTo(&window));
        }
        window.openLesson(static_cast<int>(findLesson(state.lesson) - lessons().data()));
        window.close();
        const SessionState again = SessionFile(kept).read();
        QCOMPARE(again.lesson, state.lesson);
        QCOMPARE(again.scenes.keys(), state.scenes.keys());
        for (const QString& id : again.scenes.keys())
            QVERIFY2(saysTheSame(*findLesson(id), again.scenes[id], state.scenes[id]), qPrintable(id));
    }
    void theRunGoesOn() {
        const QByteArray bytes = bytesOf(fixtures + "/small.run");
        const SavedRun run = savedRunFrom(bytes, "small.run");
        QCOMPARE(run.scene.model, "own");
        QVERIFY(run.state && run.state->progress() > 0 && run.history.steps() > 0);
        // Today choices have names in it, so its bytes are others; what they say is the same.
        const QByteArray saved = toBytes(run);
        const SavedRun again = savedRunFrom(saved, "small.run");
        QCOMPARE(toBytes(again), saved);
        QCOMPARE(toJson(again.scene), toJson(run.scene));
        QVERIFY(again.state->settings == run.state->settings && again.state->epoch == run.state->epoch &&
                again.state->batch == run.state->batch && again.history.steps() == run.history.steps());
        QCOMPARE(again.state->parameters.size(), run.state->parameters.size());
        for (std::size_t i = 0; i < run.state->parameters.size(); ++i)
            QVERIFY(again.state->parameters[i].value == run.state->parameters[i].value);
    }
    void theNetworkIsReadAndWritten() {
        const QByteArray bytes = bytesOf(fixtures + "/network.onnx");
        const cnn::Network network = cnn::fromOnnx({bytes.constData(), static_cast<std::size_t>(bytes.size())}, "n");
        QCOMPARE(QByteArray::fromStdString(cnn::toOnnx(network)), bytes);
    }
};

UI_TEST(TestFixtures)
} // namespace test_fixtures
#include "test_fixtures.moc"
