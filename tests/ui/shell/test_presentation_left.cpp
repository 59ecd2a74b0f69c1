// Who leaves a presentation finds the window, the steps and the bytes as they were, but for what was edited.
#include "tests/ui/shell/presented_window.h"
#include "tests/ui/support/lesson_sweep.h"
#include "tests/ui/support/ui_test.h"

#include <QFile>
#include <QPushButton>

namespace test_presentation_left {

using namespace ui;

namespace {

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestPresentationLeft : public QObject {
    Q_OBJECT
    OwnSettings m_settings;
private slots:
    void init() { QSettings().clear(); }

    void leavingGivesBackWindowLookFocusAndStep() {
        PresentedWindow w;
        Style large;
        large.scale = 1.2;
        w.window.setStyle(large);
        const Style before = w.window.style();
        const QSize stage = w.page().stage()->size();
        const auto state = w.window.windowState();
        const auto there = w.position();
        w.page().bar()->findChild<QPushButton*>()->setFocus();
        const QWidget* focus = QApplication::focusWidget();
        w.present();
        for (int i = 0; i < 40; ++i) w.key(Qt::Key_PageDown);
        QVERIFY(w.position() != there);
        w.key(Qt::Key_Escape);
        QCOMPARE(w.position(), there);
        QCOMPARE(w.window.style().theme, before.theme);
        QCOMPARE(w.window.style().scale, before.scale);
        QVERIFY(!w.window.style().presenting);
        QCOMPARE(w.window.windowState(), state);
        QTRY_COMPARE(w.page().stage()->size(), stage);
        QCOMPARE(w.window.focusWidget(), focus);
        QVERIFY(!QSettings().contains("theme")); // nobody has chosen another
    }
    void f5GoesOnWhereEscapeLeft() {
        PresentedWindow w;
        w.present();
        for (int i = 0; i < 25; ++i) w.key(Qt::Key_PageDown);
        const auto left = w.position();
        w.key(Qt::Key_Escape);
        w.activate();
        w.present();
        QCOMPARE(w.position(), left);
        w.key(Qt::Key_Escape);
        w.activate();
        w.open("stride"); // somebody goes elsewhere: that is presented
        w.present();
        QCOMPARE(w.window.shownLesson().id, QString("stride"));
    }
    void withoutEditsEveryLessonIsAsItWas() {
        PresentedWindow w("");
        for (const int i : sweptLessons()) {
            w.window.openLesson(i);
            Page& page = w.page();
            const QJsonObject scene = page.scene();
            const int steps = page.undoStack()->count(), index = page.undoStack()->index();
            w.activate();
            w.present();
            for (const int k : {Qt::Key_Home, Qt::Key_PageDown, Qt::Key_PageDown, Qt::Key_PageUp, Qt::Key_End})
                w.key(k);
            w.key(Qt::Key_F5);
            const QString id = w.window.shownLesson().id;
            QVERIFY2(w.window.lesson() == i && &page == &w.page(), qPrintable(id));
            if (page.stops().count > 1) QVERIFY2(page.scene() == scene, qPrintable(id));
            QVERIFY2(page.undoStack()->count() == steps && page.undoStack()->index() == index, qPrintable(id));
        }
    }
    void withoutEditsTheSessionIsTheSameBytes() {
        QTemporaryDir folder;
        const auto lived = [&](const std::function<void(PresentedWindow&)>& life) {
            PresentedWindow w("");
            w.window.restoreSession(folder.path());
            w.activate();
            life(w);
            w.window.close();
            return bytesOf(folder.filePath("session.json"));
        };
        const QByteArray before = lived([](PresentedWindow& w) {
            w.open("padding");
            QTest::keyClick(w.view(), Qt::Key_Down);
            QTest::keyClick(w.view(), Qt::Key_Plus);
            QTest::keyClick(w.view(), Qt::Key_Escape);
            QTest::keyClick(w.view(), Qt::Key_Right);
        });
        QVERIFY(before.contains("padding"));
        const QByteArray after = lived([](PresentedWindow& w) {
            w.present();
            for (int i = 0; i < 60; ++i) w.key(i % 7 == 6 ? Qt::Key_PageUp : Qt::Key_PageDown);
            w.key(Qt::Key_Escape);
        });
        QCOMPARE(after, before);
        QCOMPARE(lived([](PresentedWindow& w) { // closed in the middle of it
                     w.present();
                     for (int i = 0; i < 30; ++i) w.key(Qt::Key_PageDown);
                 }),
                 before);
    }
    void aWindowThatIsClosedEndsThePresentation() {
        PresentedWindow w;
        w.present();
        w.key(Qt::Key_PageDown);
        w.audience()->close();
        QVERIFY(!w.presentation().isOn());
        QVERIFY(w.window.isVisible() && w.page().stage()->isVisible());
        QCOMPARE(w.page().stage()->window(), &w.window);
        w.activate();
        w.present();
        w.window.close();
        QVERIFY(!w.presentation().isOn());
        QCOMPARE(QSettings().value("theme").toInt(), static_cast<int>(Theme::Light));
    }
};

UI_TEST(TestPresentationLeft)
} // namespace test_presentation_left
#include "test_presentation_left.moc"
