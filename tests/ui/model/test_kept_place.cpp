// Where settings and session go: home, or a folder that is carried along.
#include "tests/support/temp_folder.h"
#include "tests/support/without_root.h"
#include "tests/ui/support/ui_test.h"
#include "ui/model/kept_place.h"
#include "ui/model/preferences.h"
#include "ui/shell/session_file.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QSettings>
#include <QTest>

namespace test_kept_place {

using namespace ui;

namespace {

QString in(const TempFolder& folder, const QString& name = {}) {
    return QString::fromStdString(folder.path().string()) + "/" + name;
}

// All files below, hidden ones too.
QStringList filesBelow(const QString& folder) {
    QStringList found;
    QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) found << QDir(folder).relativeFilePath(all.next());
    found.sort();
    return found;
}

} // namespace

class TestKeptPlace : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QCoreApplication::setOrganizationName("convscope");
        QCoreApplication::setApplicationName("convscope");
        qputenv("XDG_CONFIG_HOME", in(m_home, "config").toLocal8Bit());
        qputenv("XDG_DATA_HOME", in(m_home, "data").toLocal8Bit());
    }
    void init() { keepAtHome(); }

    void atHomeEverythingLiesWhereTheDesktopWantsIt() {
        setTrainingThreadsWanted(3);
        QVERIFY(keepsAtHome());
        QCOMPARE(filesBelow(in(m_home)), QStringList{"config/convscope/convscope.ini"});
        QCOMPARE(sessionFolder(), in(m_home, "data/convscope/convscope"));
        QVERIFY(SessionFile(sessionFolder()).lockPath().endsWith("/session.lock"));
    }
    void inAFolderNothingIsWrittenAtHomeAndWhatItHoldsComesBack() {
        setTrainingThreadsWanted(3);
        const QStringList home = filesBelow(in(m_home));
        const TempFolder stick;
        QCOMPARE(keepIn(in(stick, "Ü b/settings")), QString());
        QCOMPARE(trainingThreadsWanted(), 0); // home's are not read either
        setTrainingThreadsWanted(5);
        QSettings(QSettings::UserScope, "QtProject").setValue("FileDialog/lastVisited", "x"); // as Qt's dialogs do
        QSettings().sync();
        QCOMPARE(sessionFolder(), in(stick, "Ü b/settings/session"));
        QCOMPARE(filesBelow(in(stick, "Ü b/settings")), QStringList({"QtProject.conf", "convscope/convscope.ini"}));
        QCOMPARE(filesBelow(in(m_home)), home);
        keepAtHome();
        QCOMPARE(trainingThreadsWanted(), 3);
        QCOMPARE(keepIn(in(stick, "Ü b/settings")), QString());
        QCOMPARE(trainingThreadsWanted(), 5);
    }
    // Of the computer where the stick was pulled out: its lock would shut out every other.
    void aLockInAFolderIsOneComputersOwn() {
        const TempFolder stick;
        QCOMPARE(keepIn(in(stick, "settings")), QString());
        const SessionFile session(sessionFolder());
        session.makeFolder();
        QVERIFY2(QRegularExpression("/session-[0-9a-f]{8}\\.lock$").match(session.lockPath()).hasMatch(),
                 qPrintable(session.lockPath()));
        for (const char* name : {"session-00000000.lock", "session-00000000.json", "mine.lock"})
            stick.write(std::string("settings/session/") + name, "x");
        session.sweep();
        QCOMPARE(filesBelow(sessionFolder()), QStringList({"mine.lock", "session-00000000.json"}));
    }
    void whereNothingCanBeWrittenThatIsSaidAndTheSettingsThereHold() {
        const TempFolder stick;
        QCOMPARE(keepIn(in(stick, "settings")), QString());
        setTrainingThreadsWanted(7);
        QSettings().sync();
        keepAtHome();
        const std::filesystem::path folder = stick.path() / "settings";
        using std::filesystem::perms;
        const perms locked = perms(0555), open = perms(0755);
        std::filesystem::permissions(stick.path(), open);
        std::filesystem::permissions(folder / "convscope", open);
        std::filesystem::permissions(folder / "convscope/convscope.ini", perms(0644));
        std::filesystem::permissions(folder, locked);
        {
            const WithoutRoot somebody;
            QCOMPARE(keepIn(in(stick, "settings")),
                     in(stick, "settings") + " cannot be written, so what you do is not kept for the next start.");
            QCOMPARE(trainingThreadsWanted(), 7);
            setTrainingThreadsWanted(2);
            QCOMPARE(trainingThreadsWanted(), 2); // until the program ends
            QVERIFY(!sessionFolder().startsWith(in(stick)));
            SessionFile(sessionFolder()).makeFolder();
        }
        std::filesystem::permissions(folder, open);
        QCOMPARE(keepIn(in(stick, "settings")), QString());
        QCOMPARE(trainingThreadsWanted(), 7);
    }
    void aPlaceThatCannotBeAFolderIsSaid() {
        const TempFolder stick;
        stick.write("file", "x");
        QVERIFY(keepIn(in(stick, "file/settings")).contains("file/settings cannot be written"));
        setTrainingThreadsWanted(4);
        QCOMPARE(trainingThreadsWanted(), 4);
    }

private:
    const TempFolder m_home;
};

UI_TEST_OF(QCoreApplication, TestKeptPlace)
} // namespace test_kept_place
#include "test_kept_place.moc"
