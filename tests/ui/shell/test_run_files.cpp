// A run as a file: kept in one window, opened in another as a desktop does, which gives the program one file of any
// kind.
#include "core/base/save_file.h"
#include "tests/ui/shell/presented_window.h"
#include "tests/ui/support/ui_test.h"
#include "ui/media/file_names.h"
#include "ui/model/run_file.h"
#include "ui/pages/saving.h"
#include "ui/shell/run_files.h"

#include <QFile>
#include <QLabel>

namespace test_run_files {

using namespace ui;

namespace {

struct Room : PresentedWindow {
    using PresentedWindow::PresentedWindow;
    QString said() const { return window.findChild<QLabel*>("noticeText")->text(); }
    bool hasRun() { return bool(savingOf(&page())->keepsake()); }
    QByteArray run() { return savingOf(&page())->keepsake()(); }
    std::size_t steps() { return savedRunFrom(run(), "kept").history.steps(); }
};

} // namespace

class TestRunFiles : public QObject {
    Q_OBJECT
    OwnSettings m_settings;

    QString path(const QString& name) const { return m_settings.folder.filePath(name); }

private slots:
    void aRunOpensInItsLessonAndGoesOnWhereItStood_data() {
        QTest::addColumn<QString>("lesson");
        QTest::addColumn<QJsonObject>("scene");
        QTest::newRow("tells classes") << "lenet-live" << QJsonObject{{"data", "digits"}, {"batch", 8}, {"seed", 5}};
        QTest::newRow("gives pictures back") << "denoise" << QJsonObject{{"batch", 8}, {"seed", 5}};
    }
    void aRunOpensInItsLessonAndGoesOnWhereItStood() {
        QFETCH(const QString, lesson);
        QFETCH(const QJsonObject, scene);
        const QString file = path("whatever-it-is-called");
        {
            Room room(lesson);
            room.page().setScene(scene, "small");
            room.page().settle(5);
            QTRY_VERIFY_WITH_TIMEOUT(room.hasRun(), 60000);
            QCOMPARE(room.steps(), std::size_t{5});
            cnn::saveFile(filePath(file), room.run().toStdString());
        }
        QVERIFY(isRunFile(file));
        Room room("stride");
        room.window.openFile(file);
        QCOMPARE(room.window.shownLesson().id, lesson);
        QVERIFY2(room.page().scene()["seed"].toInt() == 5, qPrintable(room.said()));
        QTRY_VERIFY_WITH_TIMEOUT(room.said().startsWith("whatever-it-is-called is back"), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(room.hasRun(), 60000);
        QCOMPARE(room.steps(), std::size_t{5});
        room.page().settle(7);
        QTRY_COMPARE_WITH_TIMEOUT(room.steps(), std::size_t{7}, 60000);
        room.page().undoStack()->undo(); // it was one step
        QVERIFY(room.page().scene()["seed"].toInt() != 5);
    }

    // By its name where the file says nothing, so that what is wrong can be said.
    void aDamagedRunIsRefusedAndNothingChanges() {
        QFile damaged(path("lenet-live.run"));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write("not a run");
        damaged.close();
        Room room("stride");
        room.window.openFile(damaged.fileName());
        QCOMPARE(room.window.shownLesson().id, QString("stride"));
        QVERIFY2(room.said().contains("lenet-live.run holds no run"), qPrintable(room.said()));
        QVERIFY(!isRunFile(path("no-such.run")));
    }
};

UI_TEST(TestRunFiles)
} // namespace test_run_files
#include "test_run_files.moc"
