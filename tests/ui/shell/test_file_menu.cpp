// File > New, Open recent, Save, Print, Settings.
#include "tests/ui/shell/presented_window.h"
#include "tests/ui/support/ui_test.h"
#include "ui/model/preferences.h"
#include "ui/shell/page_catalog.h"
#include "ui/shell/printing.h"
#include "ui/shell/recent_files.h"
#include "ui/view/controls.h"

#include <QAction>
#include <QCheckBox>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QPdfWriter>
#include <QTimer>

namespace test_file_menu {

using namespace ui;

namespace {

struct Office : PresentedWindow {
    using PresentedWindow::PresentedWindow;
    void keys(const char* sequence) { QTest::keySequence(&window, QKeySequence(sequence)); }
    QString said() const {
        const auto* label = window.findChild<QLabel*>("noticeText");
        return label->isVisibleTo(&window) ? label->text() : QString();
    }
    QMenu* recent() const {
        for (auto* menu : window.findChildren<QMenu*>())
            if (menu->title().remove('&') == "Open recent") {
                emit menu->aboutToShow();
                return menu;
            }
        qFatal("there is no Open recent");
    }
    QStringList recentNames() const {
        QStringList names;
        for (const QAction* action : recent()->actions()) names << action->text().section("  ", 1);
        return names;
    }
};

// What is done in the dialog that the next command opens.
template<class Dialog> void inDialog(const std::function<void(Dialog&)>& act) {
    QTimer::singleShot(0, qApp, [act] {
        auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
        if (!dialog) return;
        act(*dialog);
        if (dialog->isVisible()) dialog->reject();
    });
}

} // namespace

class TestFileMenu : public QObject {
    Q_OBJECT
    OwnSettings m_settings;

    QString path(const QString& name) const { return m_settings.folder.filePath(name); }
    QString grid(const QString& name) const {
        QFile to(path(name));
        if (to.open(QIODevice::WriteOnly)) to.write("1 2 3\n4 5 6\n7 8 9\n");
        return to.fileName();
    }

private slots:
    void init() { QSettings().clear(); }
    // Every kind of page has a blank scene, and one step of undo brings back what was there.
    void newIsABlankSceneOfThePagesKindAndCanBeUndone() {
        for (const PageKind& kind : pageKinds()) // whose stack has to be given
            QVERIFY2(kind.scene.faults({}).empty() || kind.id == "field", qPrintable(kind.id));
        Office room("stride");
        const auto values = [&] { // where one stands in them is no part of undo
            QJsonObject scene = room.page().scene();
            scene.remove("step");
            return scene;
        };
        const QJsonObject before = values();
        room.keys("Ctrl+N");
        QVERIFY(values() != before);
        const auto numbers = room.page().numbers();
        for (const float value : numbers.front().values.values()) QCOMPARE(value, 0.0F);
        QCOMPARE(room.window.shownLesson().id, QString("stride"));
        room.keys("Ctrl+Z");
        QCOMPARE(values(), before);
    }
    // Undo comes back to where one stood, also where an edit left less to stand in; redo goes there again.
    void undoComesBackToTheStep() {
        Office room("stride");
        QTest::keyClick(room.view(), Qt::Key_End);
        const QJsonObject before = room.page().scene();
        QVERIFY(before["step"].toInt() > 1);
        room.keys("Ctrl+N");
        const QJsonObject blank = room.page().scene();
        QVERIFY(blank != before);
        room.keys("Ctrl+Z");
        QCOMPARE(room.page().scene(), before);
        room.keys("Ctrl+Shift+Z");
        QCOMPARE(room.page().scene(), blank);
        Office channels("output-channels");
        QTest::keyClick(channels.view(), Qt::Key_End);
        const QJsonObject many = channels.page().scene();
        named(channels.page().inspector(), "Output channels: less")->click();
        QVERIFY(channels.page().scene() != many);
        channels.keys("Ctrl+Z");
        QCOMPARE(channels.page().scene(), many);
    }
    // A file that could not be opened is not in the list, and goes from it when it turns out to be damaged.
    void openRecentHasNoDamagedFile() {
        Office room("images-as-grids");
        const QString good = path("good.png"), broken = path("broken.png"), scene = path("broken.json");
        QImage picture(28, 28, QImage::Format_Grayscale8);
        picture.fill(90);
        QVERIFY(picture.save(good));
        for (const QString& name : {broken, scene}) {
            QFile to(name);
            QVERIFY(to.open(QIODevice::WriteOnly));
            to.write(name == scene ? "{ \"convscope\": 1, " : "\x89PNG\r\n\x1a\n and no more");
        }
        room.window.openFile(scene);
        QVERIFY(room.said().contains("broken.json"));
        room.window.openFile(broken);
        QTRY_VERIFY2(room.said().contains("broken.png"), qPrintable(room.said()));
        room.window.openFile(good);
        QTRY_COMPARE(room.recentNames(), QStringList("good.png"));
        QVERIFY(QFile::remove(good));
        QVERIFY(QFile::copy(broken, good));
        room.recent()->actions().front()->trigger();
        QTRY_VERIFY2(room.said().contains("good.png"), qPrintable(room.said()));
        QCOMPARE(room.recentNames(), QStringList(QString())); // that none was opened yet
    }
    // The ten that were opened last, the newest first; one that has gone is said and taken out.
    void openRecentHasTheTenOfLast() {
        Office room("cross-correlation");
        for (int i = 0; i < 12; ++i) room.window.openFile(grid(QString("g%1.csv").arg(i)));
        room.window.openFile(path("never-was.csv"));
        QStringList expected;
        for (int i = 11; i > 1; --i) expected << QString("g%1.csv").arg(i);
        QCOMPARE(room.recentNames(), expected);
        room.recent()->actions().last()->trigger(); // becomes the newest
        QCOMPARE(room.recentNames().front(), QString("g2.csv"));
        QFile::remove(path("g5.csv"));
        const qsizetype gone = room.recentNames().indexOf("g5.csv");
        room.recent()->actions()[gone]->trigger();
        QVERIFY2(room.said().contains("g5.csv"), qPrintable(room.said()));
        QVERIFY(!room.recentNames().contains("g5.csv"));
        QCOMPARE(room.recentNames().size(), 9);
    }
    // The first Save asks where; from then on it writes there. Save as asks each time.
    void saveAsksOnce() {
        Office room("cross-correlation");
        int asked = 0;
        const auto saveAt = [&](const QString& name) {
            inDialog<QFileDialog>([&asked, to = path(name)](QFileDialog& dialog) {
                ++asked;
                dialog.selectFile(to);
                QMetaObject::invokeMethod(&dialog, "accept");
            });
        };
        const auto content = [&](const QString& name) {
            QFile of(path(name));
            return of.open(QIODevice::ReadOnly) ? of.readAll() : QByteArray();
        };
        saveAt("mine.json");
        room.keys("Ctrl+S");
        room.activate(); // the dialog had been in front
        QCOMPARE(asked, 1);
        const QByteArray first = content("mine.json");
        QVERIFY(first.contains("cross-correlation"));
        room.keys("Ctrl+N");
        room.keys("Ctrl+S");
        QVERIFY(content("mine.json") != first);
        saveAt("other.json");
        room.keys("Ctrl+Shift+S");
        QCOMPARE(asked, 2);
        QCOMPARE(content("other.json"), content("mine.json"));
        QCOMPARE(room.recentNames().mid(0, 2), QStringList({"other.json", "mine.json"}));
    }
    // On paper the figure is whole, upright or across as suits it.
    void aFigureIsPrintedOnOnePage() {
        Office room("stride");
        Style style;
        style.theme = Theme::Projector;
        const Reel reel = room.page().reel();
        const auto figure = reel.figure(0, reel.size, style);
        {
            QPdfWriter paper(path("figure.pdf"));
            printOn(paper, *figure, style);
            QCOMPARE(paper.pageLayout().orientation(), QPageLayout::Landscape);
        }
        QFile pdf(path("figure.pdf"));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        const QByteArray bytes = pdf.readAll();
        QVERIFY(bytes.startsWith("%PDF") && bytes.size() > 4000);
        QCOMPARE(bytes.count("/Type /Page\n"), 1);
    }
    // What is set acts at once and is there at the next start.
    void settingsActAtOnceAndAreRemembered() {
        Office room("cross-correlation");
        bool seen = false;
        inDialog<QDialog>([&](QDialog& dialog) {
            seen = true;
            press(&dialog, "Colours: dark");
            typeInto(&dialog, "Size of text", "120");
            auto* moves = dialog.findChild<QCheckBox*>();
            QTest::mouseClick(moves, Qt::LeftButton, {}, QPoint(8, moves->height() / 2));
            typeInto(&dialog, "Threads", "3");
            typeInto(&dialog, "Folder of Fashion-MNIST", "/somewhere/else");
        });
        room.keys("Ctrl+,");
        QVERIFY(seen);
        QCOMPARE(room.window.style().theme, Theme::Dark);
        QCOMPARE(room.window.style().scale, 1.2);
        QVERIFY(!animationsWanted());
        QCOMPARE(QSettings().value("animations").toBool(), false);
        QCOMPARE(threadsForTraining(), 3);
        QCOMPARE(qEnvironmentVariable("CONVSCOPE_FASHION_MNIST"), QString("/somewhere/else"));
        setFashionFolderWanted({});
        QVERIFY(!qEnvironmentVariableIsSet("CONVSCOPE_FASHION_MNIST"));
        MainWindow next{Style{}};
        next.restoreSettings();
        QCOMPARE(next.style().theme, Theme::Dark);
        QCOMPARE(next.style().scale, 1.2);
    }
};

UI_TEST(TestFileMenu)
} // namespace test_file_menu
#include "test_file_menu.moc"
